import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { api, type Associations, type PriceReference, type Suggestion, type Values } from '@/api'
import AssociationPanel from './AssociationPanel.vue'
import RunAssociations from './RunAssociations.vue'

const people: Suggestion = {
  source: 'catalogue',
  kind: '数据资源',
  name: '人口基础信息',
  file: 'r1',
  owner: { id: 'police', name: '公安局' },
  open: false,
  passage: '核验申请人户籍',
  details: [{ title: '共享类型', display: '有条件共享' }],
  into: { field: 'project.used_resources', title: '需用的数据资源', list: true, text: false, value: 'r1' },
  taken: false,
}
const price: PriceReference = {
  each: false,
  amount: '3000000.00',
  place: 90,
  n: 6,
  least: '500000.00',
  lower: '800000.00',
  median: '1000000.00',
  upper: '1500000.00',
  most: '2000000.00',
  behind: [
    { file: 'p1', name: '甲平台', open: true, amount: '1000000.00' },
    { file: 'p2', name: '乙平台', open: false },
  ],
}
const answer: Associations = {
  status: 'checked',
  soon: false,
  suggestions: [people],
  earlier: [],
  prices: { status: 'checked', comparable: 6, fewest: 5, references: [price] },
}

async function panel(found: Associations, values: Values = {}) {
  vi.spyOn(api, 'associations').mockResolvedValue(found)
  const mounted = mount(AssociationPanel, {
    props: {
      request: { procedure: 'p', values },
      modelValue: values,
      'onUpdate:modelValue': (changed: Values) => void mounted.setProps({ modelValue: changed }),
    },
  })
  await vi.advanceTimersByTimeAsync(600)
  await flushPromises()
  return mounted
}

describe('AssociationPanel', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  test('says what is needed, why, how it is shared and whose it is', async () => {
    const text = (await panel(answer)).text()
    for (const word of ['人口基础信息', '核验申请人户籍', '有条件共享', '公安局', '可用数据资源']) {
      expect(text).toContain(word)
    }
  })

  test('one click writes it into the form, another takes it back', async () => {
    const mounted = await panel(answer, { 'project.used_resources': ['r0'] })
    await mounted.get('button[aria-label="采用“人口基础信息”"]').trigger('click')
    expect(mounted.props('modelValue')).toEqual({ 'project.used_resources': ['r0', 'r1'] })

    vi.spyOn(api, 'associations').mockResolvedValue({ ...answer, suggestions: [{ ...people, taken: true }] })
    await mounted.setProps({ request: { procedure: 'p', values: { changed: true } } })
    await vi.advanceTimersByTimeAsync(600)
    await flushPromises()
    expect(mounted.text()).toContain('已采用')
    await mounted
      .findAll('button')
      .find((one) => one.text() === '撤销')
      ?.trigger('click')
    expect(mounted.props('modelValue')).toEqual({ 'project.used_resources': ['r0'] })
  })

  test('shows where the price stands, and keeps amounts that may not be seen', async () => {
    const mounted = await panel(answer)
    const text = mounted.text()
    for (const word of ['本项目 300 万元', '高于其中 90%', '中位数 100 万元', '80 至 150 万元', '乙平台']) {
      expect(text).toContain(word)
    }
    expect(mounted.get('svg[role="img"]').attributes('aria-label')).toContain('6 个可比项目')
    expect(mounted.findAll('.mine')).toHaveLength(1)
    expect(text.match(/100 万元/g)).toHaveLength(2)
  })

  test('shows prices of one year beside the nominal ones, where an index knows all years', async () => {
    const adjusted = {
      source: '居民消费价格指数（国家统计局）',
      year: 2024,
      amount: '3000000.00',
      place: 83,
      lower: '820000.00',
      median: '1040000.00',
      upper: '1560000.00',
    }
    const references = [{ ...price, adjusted }]
    const text = (await panel({ ...answer, prices: { ...answer.prices, references } })).text()
    for (const word of ['中位数 100 万元', '2024 年价格', '国家统计局', '中位数 104 万元', '高于其中 83%']) {
      expect(text).toContain(word)
    }
    expect((await panel(answer)).text()).not.toContain('折算')
  })

  test('is silent where too few are comparable, and says what was not checked', async () => {
    const few = { ...answer, prices: { ...answer.prices, comparable: 3, references: [] } }
    const silent = await panel(few)
    expect(silent.find('svg[role="img"]').exists()).toBe(false)
    expect(silent.text()).toContain('可比项目不足 5 个')

    const unchecked = await panel({
      ...answer,
      status: 'not_checked',
      reason: '查重模型正在载入',
      suggestions: [],
      prices: { status: 'not_checked', reason: '查重模型正在载入', comparable: 0, fewest: 5, references: [] },
    })
    expect(unchecked.text()).toContain('未查：查重模型正在载入')
    expect(unchecked.text()).not.toContain('可比项目不足')
  })
})

describe('RunAssociations', () => {
  afterEach(() => void vi.restoreAllMocks())

  const recorded = {
    title: '建议利用的资源和平台',
    canFill: true,
    earlier: [],
    prices: { ...answer.prices, references: [] },
  }
  const run = () => mount(RunAssociations, { props: { file: 'f', version: 3, run: 'declaration-1' } })

  test('what was not taken comes first', async () => {
    const one = { kind: '共用平台', open: false, passage: '用户登录' }
    vi.spyOn(api, 'associationsOf').mockResolvedValue({
      ...recorded,
      status: 'checked',
      suggestions: [
        { ...one, name: '政务云', taken: true },
        { ...one, name: '统一登录门户', taken: false },
      ],
    })
    const mounted = run()
    await flushPromises()
    const rows = mounted.findAll('tbody tr').map((row) => row.text())
    expect(rows[0]).toContain('统一登录门户')
    expect(rows[0]).toContain('未采用')
    expect(rows[1]).toContain('政务云')
  })

  test('what was not looked up says so and can be looked up', async () => {
    vi.spyOn(api, 'associationsOf').mockResolvedValue({ ...recorded, status: 'not_checked', suggestions: [] })
    const operate = vi.spyOn(api, 'operate').mockResolvedValue({ file: 'f', version: 4 })
    const mounted = run()
    await flushPromises()
    expect(mounted.text()).toContain('未查')
    expect(mounted.text()).not.toContain('没有建议')
    await mounted
      .findAll('button')
      .find((button) => button.text() === '重新查找')
      ?.trigger('click')
    await flushPromises()
    expect(operate).toHaveBeenCalledWith('f', { kind: 'fill', run: 'declaration-1' }, 3)
    expect(mounted.emitted('filled')).toHaveLength(1)
  })
})
