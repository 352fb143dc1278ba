export const forms = {
  frame: '表单内容',
  docx: '下载 Word 文档',
  print: '打印',
  note: '内容由档案自动填写，尚未办理的栏目留空。',
}
