import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import type { Opinion } from '@/api'
import SecondOpinion from './SecondOpinion.vue'

const opinion: Opinion = { model: 'qwen3-32b', duplicate: true, reason: '功能相同', day: '2026-11-20' }

test('an opinion says whose it is, and that it changes nothing', () => {
  const text = mount(SecondOpinion, { props: { opinion, canAsk: false, ask: vi.fn() } }).text()
  expect(text).toContain('第二判断：重复')
  expect(text).toContain('功能相同')
  expect(text).toContain('qwen3-32b')
  expect(text).toContain('仅供参考')
})

test('one that could not decide is no pass', () => {
  const undecided: Opinion = { model: 'qwen3-32b', reason: '内容不足', day: '2026-11-20' }
  const text = mount(SecondOpinion, { props: { opinion: undecided, canAsk: false, ask: vi.fn() } }).text()
  expect(text).toContain('第二判断：不能判断')
  expect(text).not.toContain('不重复')
})

test('who may ask can ask, and a failure is told', async () => {
  const ask = vi.fn().mockRejectedValue({
    problem: { title: '暂时无法服务', status: 503, detail: '第二判断没有应答，请稍后再试。' },
  })
  const shown = mount(SecondOpinion, { props: { canAsk: true, ask } })
  await shown.get('button').trigger('click')
  await flushPromises()
  expect(ask).toHaveBeenCalledOnce()
  expect(shown.text()).toContain('第二判断没有应答')
})
