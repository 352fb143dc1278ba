import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { api, type ReportPage as Report } from '@/api'
import ReportPage from './ReportPage.vue'

vi.mock('vue-router', async (original) => ({
  ...(await original<typeof import('vue-router')>()),
  useRoute: () => ({ params: { report: 'level_gaps' } }),
}))

const office = { id: 'yunhe', name: '云河镇人民政府' }

function report(more: Partial<Report>): Report {
  return {
    report: {
      id: 'level_gaps',
      title: '等级保护缺口',
      help: '等级不全的系统',
      subject: { id: 'system', title: '系统' },
      citations: [
        { norm: 'n-4-7', article: 4, paragraph: 7, item: 0, display: '第四条第七款', gist: '等级保护' },
      ],
    },
    day: '2024-06-01',
    columns: [
      { id: 'level', title: '等级', type: { kind: 'text' } },
      { id: 'cost', title: '费用', type: { kind: 'money' } },
    ],
    head: [],
    items: [],
    total: 0,
    page: 0,
    size: 20,
    undecided: [],
    undecidedTotal: 0,
    undecidedPage: 0,
    ...more,
  }
}

async function open(answer: Report) {
  vi.spyOn(api, 'report').mockResolvedValue(answer)
  const page = mount(ReportPage)
  await flushPromises()
  return page
}

describe('ReportPage', () => {
  afterEach(() => vi.restoreAllMocks())

  test('shows rows with a link to their file, the article and the export', async () => {
    const row = {
      file: 'f1',
      name: '城管平台',
      office,
      values: {},
      display: { level: '未填', cost: '1,000.00 元' },
    }
    const page = await open(report({ items: [row], total: 1 }))

    expect(page.find('a[href="/files/f1"]').text()).toBe('城管平台')
    expect(page.text()).toContain('1,000.00 元')
    expect(page.text()).toContain('第四条第七款')
    expect(page.find('a[download]').attributes('href')).toBe('/api/reports/level_gaps/export')
    expect(page.text()).not.toContain('尚不能判断')
  })

  test('counts above the rows what the report asks for, over all pages', async () => {
    const row = { file: 'f1', name: '学籍系统', office, values: {}, display: { level: '未填', cost: '未填' } }
    const head = [
      { id: 'pending', title: '未处理', count: 9, unknown: 0 },
      { id: 'late', title: '逾期', count: 0, unknown: 2 },
    ]
    const lines = (await open(report({ head, items: [row], total: 40 }))).findAll('dl > div')

    expect(lines.map((line) => line.text().replace(/\s+/g, ''))).toEqual([
      '未处理9',
      '逾期0另有2项尚不能判断',
      '共列出40',
    ])
    expect((await open(report({ head }))).find('dl').exists()).toBe(false)
  })

  test('keeps what cannot be judged, with what it lacks', async () => {
    const missing = [{ fact: 'system.level', title: '安全保护等级', recordedBy: [] }]
    const page = await open(
      report({ undecided: [{ file: 'f2', name: '旧平台', office, missing }], undecidedTotal: 1 }),
    )

    expect(page.text()).toContain('没有应当列入的档案')
    expect(page.text()).toContain('尚不能判断')
    expect(page.find('a[href="/files/f2"]').text()).toBe('旧平台')
    expect(page.text()).toContain('安全保护等级')
  })
})
