import { expect, test } from 'vitest'
import { stageTotals, yuan } from './stageTotals'

test('a stage that several kinds of file have is counted once, and its money to the 分', () => {
  const stage = { id: 'plan', title: '计划' }
  const [total, ...others] = stageTotals([
    { subject: 'project', stage, count: 2, amount: '300000.00' },
    { subject: 'plan', stage, count: 1, amount: '0.01' },
  ])
  expect(others).toEqual([])
  expect(total?.count).toBe(3)
  expect(yuan(total?.amount ?? 0n)).toBe('300000.01')
})

test("stages come in the order of a file's life", () => {
  const rows = ['accept', 'other', 'plan'].map((id) => ({
    subject: 'project',
    stage: { id, title: id },
    count: 1,
    amount: '0.00',
  }))
  expect(stageTotals(rows, ['plan', 'accept']).map((one) => one.id)).toEqual(['plan', 'accept', 'other'])
})
