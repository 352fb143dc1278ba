import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { api, type FieldView, type LookAlike, type LookAlikes } from '@/api'
import AnsweredLookAlikes from './AnsweredLookAlikes.vue'
import LookAlikePanel from './LookAlikePanel.vue'
import RunLookAlikes from './RunLookAlikes.vue'

const hit: LookAlike = {
  file: 'f1',
  name: '一窗受理平台',
  owner: { id: 'bureau', name: '行政审批局' },
  score: 93,
  level: 'duplicate',
  passages: [{ mine: '受理登记', theirs: '窗口登记' }],
  newParts: ['移动端'],
  open: false,
  also: [],
}

async function panel(answer: LookAlikes) {
  vi.spyOn(api, 'lookAlikes').mockResolvedValue(answer)
  const mounted = mount(LookAlikePanel, { props: { request: { procedure: 'p', values: {} } } })
  await vi.advanceTimersByTimeAsync(600)
  await flushPromises()
  return mounted
}

describe('LookAlikePanel', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  test('shows how near, whose, what both say and what is new', async () => {
    const text = (await panel({ status: 'checked', soon: false, shortened: false, hits: [hit] })).text()
    for (const word of ['重复', '93%', '一窗受理平台', '行政审批局', '受理登记', '窗口登记', '移动端']) {
      expect(text).toContain(word)
    }
  })

  test('nothing found is not the same as nothing asked', async () => {
    const none = (await panel({ status: 'checked', soon: false, shortened: false, hits: [] })).text()
    const unchecked = (
      await panel({
        status: 'not_checked',
        reason: '查重模型正在载入',
        soon: false,
        shortened: false,
        hits: [],
      })
    ).text()
    expect(none).toContain('没有查到功能相近')
    expect(none).not.toContain('未查重')
    expect(unchecked).toContain('未查重：查重模型正在载入')
    expect(unchecked).not.toContain('没有查到')
  })

  test('links only to what may be opened', async () => {
    const closed = await panel({ status: 'checked', soon: false, shortened: false, hits: [hit] })
    const open = await panel({
      status: 'checked',
      soon: false,
      shortened: false,
      hits: [{ ...hit, open: true }],
    })
    expect(closed.find('a').exists()).toBe(false)
    expect(open.get('a').attributes('href')).toBe('/files/f1')
  })
})

describe('RunLookAlikes', () => {
  afterEach(() => void vi.restoreAllMocks())

  const recorded = {
    field: 'look_alikes',
    title: '功能相近的系统和项目',
    asks: false,
    canFill: false,
    canJudge: true,
    canAsk: false,
  }
  const run = () => mount(RunLookAlikes, { props: { file: 'f', version: 3, run: 'declaration-1' } })

  test('a verdict needs a reason, and is shown', async () => {
    const before = {
      ...recorded,
      status: 'checked' as const,
      hits: [{ found: hit, answers: [], verdicts: [] }],
    }
    const said = {
      office: { id: 'finance', name: '财政局' },
      duplicate: false,
      reason: '对象不同',
      person: '苏衡',
      day: '2026-11-20',
    }
    vi.spyOn(api, 'lookAlikesOf').mockResolvedValue([before])
    const judge = vi
      .spyOn(api, 'judgeLookAlike')
      .mockResolvedValue([{ ...before, hits: [{ found: hit, answers: [], verdicts: [said] }] }])
    const mounted = run()
    await flushPromises()
    const distinct = mounted.findAll('button').find((one) => one.text() === '确认不重复')
    await distinct?.trigger('click')
    expect(mounted.text()).toContain('请先写明理由')
    expect(judge).not.toHaveBeenCalled()

    await mounted.find('input').setValue('对象不同')
    await distinct?.trigger('click')
    await flushPromises()
    expect(judge).toHaveBeenCalledWith('f', 'declaration-1', 'f1', { duplicate: false, reason: '对象不同' })
    expect(mounted.text()).toContain('认为不重复')
    expect(mounted.text()).toContain('财政局')
  })

  test('what merely has to do with it is folded below what may be the same', async () => {
    const distant = { ...hit, file: 'f2', name: '停车管理系统', level: 'related' as const }
    vi.spyOn(api, 'lookAlikesOf').mockResolvedValue([
      {
        ...recorded,
        status: 'checked',
        hits: [distant, hit].map((found) => ({ found, answers: [], verdicts: [] })),
      },
    ])
    const mounted = run()
    await flushPromises()
    const folded = mounted.get('details.group')
    expect(folded.get('summary').text()).toBe('仅相关的 1 项')
    expect(folded.attributes('open')).toBeUndefined()
    expect(folded.text()).toContain('停车管理系统')
    expect(mounted.get('div.group').text()).toContain(hit.name)
  })

  test('what was not checked says so and can be checked again', async () => {
    vi.spyOn(api, 'lookAlikesOf').mockResolvedValue([
      { ...recorded, canFill: true, canJudge: false, canAsk: false, status: 'not_checked', hits: [] },
    ])
    const operate = vi.spyOn(api, 'operate').mockResolvedValue({ file: 'f', version: 4 })
    const mounted = run()
    await flushPromises()
    expect(mounted.text()).toContain('未查重')
    expect(mounted.text()).not.toContain('没有功能相近')
    await mounted
      .findAll('button')
      .find((one) => one.text() === '重新查重')
      ?.trigger('click')
    await flushPromises()
    expect(operate).toHaveBeenCalledWith('f', { kind: 'fill', run: 'declaration-1' }, 3)
    expect(mounted.emitted('filled')).toHaveLength(1)
  })

  test('what the filer answered stands with each, and both files side by side on request', async () => {
    vi.spyOn(api, 'lookAlikesOf').mockResolvedValue([
      {
        ...recorded,
        asks: true,
        canJudge: false,
        canAsk: false,
        status: 'checked',
        hits: [{ found: hit, answers: [{ title: '是否拆分', text: '不属于拆分' }], verdicts: [] }],
      },
    ])
    const side = (file: string, name: string, amount: string) => ({
      file,
      name,
      office: { id: 'bureau', name: '行政审批局' },
      amount,
      open: false,
    })
    const beside = vi.spyOn(api, 'sideBySide').mockResolvedValue({
      mine: side('f', '受理二期', '470000.00'),
      theirs: side('f1', '一窗受理平台', '480000.00'),
      together: '950000.00',
      texts: [{ title: '建设内容', mine: '窗口受理', theirs: '受理登记' }],
    })
    const mounted = run()
    await flushPromises()
    expect(mounted.text()).toContain('不属于拆分')
    expect(beside).not.toHaveBeenCalled()
    await mounted
      .findAll('button')
      .find((one) => one.text() === '对照查看')
      ?.trigger('click')
    await flushPromises()
    expect(beside).toHaveBeenCalledWith('f', 'declaration-1', 'f1', expect.anything())
    for (const word of ['480,000.00 元', '950,000.00 元', '窗口受理']) expect(mounted.text()).toContain(word)
  })
})

describe('AnsweredLookAlikes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  const field: FieldView = {
    id: 'pairs',
    title: '疑似拆分的项目',
    type: {
      kind: 'list',
      item: {
        kind: 'record',
        fields: [
          { id: 'other', title: '名称', type: { kind: 'text' } },
          { id: 'reason', title: '理由', type: { kind: 'text' } },
        ],
      },
    },
    required: false,
    conditional: false,
    filledBySystem: true,
    answers: ['reason'],
  }

  test('asks only what is the filer’s to answer, and keeps it with the file', async () => {
    vi.spyOn(api, 'lookAlikes').mockResolvedValue({
      status: 'checked',
      soon: false,
      shortened: false,
      hits: [hit],
    })
    const mounted = mount(AnsweredLookAlikes, {
      props: { field, request: { procedure: 'p', field: 'pairs', values: {} }, modelValue: undefined },
    })
    await vi.advanceTimersByTimeAsync(600)
    await flushPromises()
    expect(mounted.findAll('input')).toHaveLength(1)
    await mounted.get('input').setValue('对象不同')
    expect(mounted.emitted('update:modelValue')).toEqual([[[{ file: 'f1', reason: '对象不同' }]]])
  })
})
