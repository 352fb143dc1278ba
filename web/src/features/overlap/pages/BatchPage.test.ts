import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { api, type BatchPair, type BatchReport } from '@/api'
import BatchPage from './BatchPage.vue'

vi.mock('vue-router', async (original) => ({
  ...(await original<typeof import('vue-router')>()),
  useRoute: () => ({ params: { batch: 'b1' } }),
}))

const side = (file: string, name: string) => ({
  file,
  name,
  subject: { id: 'project', title: '项目' },
  office: { id: 'o', name: '城管局' },
  amount: '480000.00',
  open: file === 'f1',
})
const pair = (level: BatchPair['level'], own: boolean): BatchPair => ({
  one: side('f1', `甲${level}`),
  other: side('f2', `乙${level}`),
  score: 80,
  level,
  own,
  split: own && level !== 'related',
  together: '960000.00',
  passages: [{ mine: '受理登记', theirs: '窗口登记' }],
  newParts: [],
})

function report(state: BatchReport['batch']['state'], more: Partial<BatchReport> = {}): BatchReport {
  return {
    batch: {
      id: 'b1',
      title: '2024年计划',
      state,
      day: '2024-06-01',
      person: '苏衡',
      mine: true,
      total: 4,
      done: 1,
      unchecked: 0,
    },
    pairs: [],
    unchecked: [],
    ...more,
  }
}

describe('BatchPage', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  async function open(...answers: BatchReport[]) {
    const read = vi.spyOn(api, 'batch')
    answers.forEach((answer) => read.mockResolvedValueOnce(answer))
    const page = mount(BatchPage)
    await flushPromises()
    return { page, read }
  }

  test('goes on reading while it runs, says how far, and can be stopped', async () => {
    const { page, read } = await open(report('running'), report('done'))
    expect(page.text()).toContain('已比对 1/4')
    expect(page.text()).not.toContain('没有查到')
    const cancel = vi.spyOn(api, 'cancelBatch')
    expect(page.findAll('button').some((one) => one.text() === '停止')).toBe(true)
    await vi.advanceTimersByTimeAsync(2000)
    await flushPromises()
    expect(read).toHaveBeenCalledTimes(2)
    expect(page.text()).toContain('没有查到功能相近')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(read).toHaveBeenCalledTimes(2)
    expect(cancel).not.toHaveBeenCalled()
  })

  test('groups by level, what may be split first, and keeps apart what nobody compared', async () => {
    const { page } = await open(
      report('done', {
        pairs: [pair('duplicate', false), pair('suspected', true), pair('related', true)],
        unchecked: [{ file: side('f3', '丙'), reason: '没有可比对的名称和内容' }],
      }),
    )
    const titles = page.findAll('h2').map((one) => one.text().replace(/\s*\d+$/, ''))
    expect(titles).toEqual(['疑似拆分', '重复', '相关', '未能比对'])
    expect(page.findAll('details:not([open]) article, details:not([open]) li').length).toBeGreaterThan(0)
    expect(page.text()).toContain('两项合计 960,000.00 元')
    expect(page.text()).toContain('没有可比对的名称和内容')
    expect(page.find('a[href="/files/f1"]').exists()).toBe(true)
    expect(page.find('a[href="/files/f2"]').exists()).toBe(false)
    expect(page.findAll('a[download]').map((link) => link.attributes('href'))).toEqual([
      '/api/look-alike-batches/b1/export.docx',
      '/api/look-alike-batches/b1/export',
    ])
  })
})
