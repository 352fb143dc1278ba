import { describe, expect, test } from 'vitest'
import type { FieldView } from '@/api'
import { readTerm, writeTerm } from './term'
import { isBlank, submitted } from './values'

const field = (id: string, kind: FieldView['type']['kind'] = 'text'): FieldView => ({
  id,
  title: id,
  type: { kind },
  required: false,
  conditional: false,
  filledBySystem: false,
  answers: [],
})

describe('submitted', () => {
  test('leaves out hidden fields, blanks and empty rows', () => {
    const fields = [field('name'), field('ground'), field('note'), field('fundings', 'list')]
    const values = {
      name: '甲',
      ground: 'superior',
      note: '  ',
      fundings: [
        { source: 'district', amount: '5.00' },
        { source: undefined, amount: '' },
      ],
    }
    expect(submitted(fields, values, new Set(['ground']))).toEqual({
      name: '甲',
      fundings: [{ source: 'district', amount: '5.00' }],
    })
  })

  test('keeps false and zero, which are answers', () => {
    expect(submitted([field('a', 'bool'), field('b', 'int')], { a: false, b: 0 }, new Set())).toEqual({
      a: false,
      b: 0,
    })
  })

  test('an emptied list is sent as empty, so that it can be cleared', () => {
    expect(submitted([field('a', 'list')], { a: [] }, new Set())).toEqual({ a: [] })
  })
})

test.each([
  [undefined, true],
  ['', true],
  [' ', true],
  [[], true],
  [false, false],
  [0, false],
])('%s is blank: %s', (value, blank) => expect(isBlank(value)).toBe(blank))

test.each(['P3M', 'P10WD', 'P1Y', 'P10D'])('%s survives reading and writing', (text) => {
  const term = readTerm(text)
  expect(term && writeTerm(term.count, term.unit)).toBe(text)
})

test('half a working day is no term', () => {
  expect(writeTerm(0.5, 'WD')).toBeUndefined()
  expect(readTerm('P1.5M')).toBeUndefined()
})
