import { effectScope, nextTick, reactive } from 'vue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CheckRequest, CheckResult } from '@/api'
import { useLiveCheck } from './useLiveCheck'

const answer = (required: string[]): CheckResult => ({
  findings: [],
  required,
  hidden: [],
  notices: [],
  route: [],
})

function setUp(ask: (body: CheckRequest) => Promise<CheckResult>) {
  const form = reactive<CheckRequest>({ procedure: 'p', values: {}, materials: {}, confirmed: false })
  const scope = effectScope()
  const check = scope.run(() => useLiveCheck(() => ({ ...form, values: { ...form.values } }), 400, ask))
  if (!check) throw new Error('no scope')
  return { form, check, scope }
}

describe('useLiveCheck', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('asks once for many keys', async () => {
    const ask = vi.fn(() => Promise.resolve(answer(['total'])))
    const { form, check } = setUp(ask)
    for (const name of ['甲', '甲乙', '甲乙丙']) {
      form.values['name'] = name
      await nextTick()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(ask).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(400)
    expect(ask).toHaveBeenCalledTimes(1)
    expect([...check.required.value]).toEqual(['total'])
  })

  test('an older, slower answer never replaces a newer one', async () => {
    const waiting: ((result: CheckResult) => void)[] = []
    const { check } = setUp(() => new Promise((resolve) => waiting.push(resolve)))
    await vi.advanceTimersByTimeAsync(400)
    const second = check.now()
    waiting[1]?.(answer(['new']))
    await second
    waiting[0]?.(answer(['old']))
    await vi.advanceTimersByTimeAsync(0)
    expect([...check.required.value]).toEqual(['new'])
    expect(check.checking.value).toBe(false)
  })

  test('a failed check keeps what was shown', async () => {
    let fail = false
    const { check } = setUp(() =>
      fail ? Promise.reject(new Error('down')) : Promise.resolve(answer(['total'])),
    )
    await vi.advanceTimersByTimeAsync(400)
    fail = true
    await check.now()
    expect(check.failed.value).toBe(true)
    expect([...check.required.value]).toEqual(['total'])
  })
})
