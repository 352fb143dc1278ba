import { effectScope, nextTick, reactive } from 'vue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LookAlikes, LookAlikesRequest } from '@/api'
import { useLookAlikes } from './useLookAlikes'

const none: LookAlikes = { status: 'checked', soon: false, shortened: false, hits: [] }
const unchecked: LookAlikes = {
  status: 'not_checked',
  reason: '正在载入',
  soon: true,
  shortened: false,
  hits: [],
}

function setUp(ask: (body: LookAlikesRequest) => Promise<LookAlikes>) {
  const form = reactive<LookAlikesRequest>({ procedure: 'p', values: {} })
  const looked = effectScope().run(() => useLookAlikes(() => form, 600, 3000, ask))
  if (!looked) throw new Error('no scope')
  return { form, ...looked }
}

describe('useLookAlikes', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('asks once for many keys, 600 ms after the last', async () => {
    const ask = vi.fn(() => Promise.resolve(none))
    const { form, found } = setUp(ask)
    for (const name of ['甲', '甲乙', '甲乙丙']) {
      form.values['name'] = name
      await nextTick()
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(ask).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(100)
    expect(ask).toHaveBeenCalledTimes(1)
    expect(found.value).toEqual(none)
  })

  test('a question that failed leaves no answer behind', async () => {
    let fail = false
    const { form, found, failed, asking } = setUp(() =>
      fail ? Promise.reject(new Error('down')) : Promise.resolve(none),
    )
    await vi.advanceTimersByTimeAsync(600)
    expect(found.value).toEqual(none)
    fail = true
    form.values['name'] = '乙'
    await nextTick()
    await vi.advanceTimersByTimeAsync(600)
    expect(found.value).toBeUndefined()
    expect(failed.value).toBe(true)
    expect(asking.value).toBe(false)
  })

  test('asks again while what it needs is being loaded, and not after', async () => {
    const answers = [unchecked, unchecked, none]
    const ask = vi.fn(() => Promise.resolve(answers.shift() ?? none))
    const { found } = setUp(ask)
    await vi.advanceTimersByTimeAsync(600)
    expect(found.value).toEqual(unchecked)
    await vi.advanceTimersByTimeAsync(6000)
    expect(found.value).toEqual(none)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ask).toHaveBeenCalledTimes(3)
  })

  test('an older, slower answer never replaces a newer one', async () => {
    const waiting: ((answer: LookAlikes) => void)[] = []
    const { form, found } = setUp(() => new Promise((resolve) => waiting.push(resolve)))
    await vi.advanceTimersByTimeAsync(600)
    form.values['name'] = '乙'
    await nextTick()
    await vi.advanceTimersByTimeAsync(600)
    waiting[1]?.(none)
    await vi.advanceTimersByTimeAsync(0)
    waiting[0]?.(unchecked)
    await vi.advanceTimersByTimeAsync(0)
    expect(found.value).toEqual(none)
  })
})
