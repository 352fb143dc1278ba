import { expect, test } from 'vitest'
import { availabilityTone, dutyTone, refusalTone } from './verdictTone'

test.each([
  ['AVAILABLE', 'good'],
  ['NOT_YET', 'neutral'],
  ['BLOCKED', 'bad'],
  ['RUNNING', 'info'],
  ['UNDETERMINED', 'warn'],
] as const)('a procedure that is %s is shown as %s', (state, tone) =>
  expect(availabilityTone(state)).toBe(tone),
)

test.each([
  ['OPEN', 'info'],
  ['DUE_SOON', 'warn'],
  ['OVERDUE', 'bad'],
  ['DONE', 'good'],
  ['DONE_LATE', 'warn'],
] as const)('a duty that is %s is shown as %s', (state, tone) => expect(dutyTone(state)).toBe(tone))

test('what the law forbids looks graver than what is not complete', () => {
  expect(refusalTone('FORBIDDEN')).toBe('bad')
  expect(refusalTone('INCOMPLETE')).toBe('warn')
})

test('a kind that the contract does not know fails loudly', () => {
  expect(() => availabilityTone('NEW' as 'DONE')).toThrow('NEW')
})
