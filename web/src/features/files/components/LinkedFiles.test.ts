import { mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import type { LinkView, SubjectView } from '@/api'
import LinkedFiles from './LinkedFiles.vue'

const project = {
  id: 'project',
  title: '项目',
  columns: [
    { id: 'name', title: '项目名称', type: { kind: 'text' } },
    { id: 'lead_unit', title: '牵头单位', type: { kind: 'office' } },
    { id: 'total', title: '总投资额', type: { kind: 'money' } },
  ],
} as unknown as SubjectView

vi.mock('../composables/useSubjects', () => ({ useSubjects: () => ({ subject: () => project }) }))

const link = (id: string, total?: string): LinkView => ({
  fact: 'plan_projects',
  title: '列入的项目',
  row: {
    id,
    subject: 'project',
    name: `项目${id}`,
    office: { id: 'town', name: '云河镇人民政府' },
    stage: { id: 'plan', title: '计划' },
    columns: { lead_unit: 'town', ...(total && { total }) },
    display: { lead_unit: '云河镇人民政府', ...(total && { total: `${total} 元` }) },
    holds: [],
    overdue: 0,
    updatedOn: '2026-11-20',
    version: 1,
  },
})

const shown = (links: LinkView[]) =>
  mount(LinkedFiles, { props: { links }, global: { stubs: { RouterLink: RouterLinkStub } } })

test('the projects of a plan stand in one list with what they come to', async () => {
  const list = shown([link('a', '268000.00'), link('b', '32000.01'), link('c')])
  await vi.dynamicImportSettled()
  expect(list.text()).toContain('列入的项目')
  expect(list.text()).toContain('项目a')
  expect(list.find('.el-table__footer').text()).toContain('300,000.01')
  expect(list.text().match(/云河镇人民政府/g)).toHaveLength(3)
})

test('one file has no sum, and none is said to be none', () => {
  expect(
    shown([link('a', '1.00')])
      .find('.el-table__footer')
      .exists(),
  ).toBe(false)
  expect(shown([]).text()).toContain('没有相关档案')
})
