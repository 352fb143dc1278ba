import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { api, type Task } from '@/api'
import BatchCard from './BatchCard.vue'

const task = (file: string, fileName: string): Task => ({
  file,
  fileName,
  subject: 'resource',
  run: 'resource_entry-1',
  procedure: 'resource_entry',
  procedureTitle: '编目',
  step: 'listing',
  stepTitle: '纳入目录',
  assignment: '1-bureau',
  office: { id: 'bureau', name: '大数据局' },
  filedBy: { id: 'school', name: '教育局' },
  openedOn: '2026-11-03',
  overdue: false,
  reminders: 0,
  batchable: true,
})

const step = { id: 'listing', choices: [{ id: 'list', title: '纳入', effect: 'forward' }] }

test('what is chosen in several files is sent for each, and a refusal stands under its own name', async () => {
  vi.spyOn(api, 'procedure').mockResolvedValue({ procedure: { route: [step] } } as never)
  const acts = vi.spyOn(api, 'acts').mockResolvedValue([
    { file: 'a', run: 'resource_entry-1', ok: true },
    { file: 'b', run: 'resource_entry-1', ok: false, problem: { title: '不能办理', status: 409 } as never },
  ])
  const card = mount(BatchCard, {
    props: {
      group: {
        key: 'resource_entry.listing',
        procedure: 'resource_entry',
        step: 'listing',
        title: '编目 · 纳入目录',
        tasks: [task('a', '商品房销售备案'), task('b', '中小学学位')],
      },
    },
    global: { stubs: { RouterLink: RouterLinkStub } },
  })
  await flushPromises()
  await vi.dynamicImportSettled()

  await card.find('thead input[type=checkbox]').setValue(true)
  // The table waits a moment before it takes all.
  await vi.waitFor(() => {
    expect(card.find('.el-radio input').exists()).toBe(true)
  })
  await card.find('.el-radio input').setValue()
  expect(card.find('button[type=submit]').text()).toContain('2')
  await card.find('form').trigger('submit')
  await flushPromises()

  expect(acts.mock.calls[0]?.[0].map((act) => act.file)).toEqual(['a', 'b'])
  expect(card.find('.failed').text()).toContain('中小学学位')
  expect(card.find('.failed').text()).not.toContain('商品房销售备案')
})
