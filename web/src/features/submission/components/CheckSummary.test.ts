import { mount } from '@vue/test-utils'
import { describe, expect, test } from 'vitest'
import type { Refusal } from '@/api'
import CheckSummary from './CheckSummary.vue'

const lacking = (n: number): Refusal[] =>
  Array.from({ length: n }, (_, at) => ({
    kind: 'INCOMPLETE',
    message: `请填写第${String(at + 1)}项`,
    field: `f${String(at)}`,
    because: [],
  }))

const summary = (findings: Refusal[]) =>
  mount(CheckSummary, { props: { findings, notices: [], known: true, checking: false, failed: false } })

describe('CheckSummary', () => {
  test('a long list of what is missing leaves room for what stands below it', async () => {
    const shown = summary(lacking(30))
    expect(shown.text()).toContain('还差 30 项')
    expect(shown.findAll('li')).toHaveLength(4)
    const more = shown.findAll('button').find((one) => one.text() === '其余 26 项')
    await more?.trigger('click')
    expect(shown.findAll('li')).toHaveLength(30)
    expect(more?.attributes('aria-expanded')).toBe('true')
    expect(more?.text()).toBe('收起')
  })

  test('a short one is whole', () => {
    const shown = summary(lacking(4))
    expect(shown.findAll('li')).toHaveLength(4)
    expect(shown.text()).not.toContain('其余')
  })
})
