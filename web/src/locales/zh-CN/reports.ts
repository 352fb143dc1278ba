export const reports = {
  title: '报表',
  note: '办法要求的清单和台账，按现有记录随时生成；只含您可以查看的档案。',
  empty: '没有向您开放的报表',
  emptyNote: '报表由办法规定向哪些单位开放。',
  none: '没有应当列入的档案',
  noneOn: '截至 {day}，现有记录中没有符合条件的档案。',
  all: '共列出',
  headUnknown: '另有 {count} 项尚不能判断',
  undecided: '尚不能判断',
  undecidedNote: '缺少以下要素，还不能判断是否列入。',
}
