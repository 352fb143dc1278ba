import { describe, expect, test } from 'vitest'
import { groupMoney, inCapitals, inWan, readMoney, sumMoney, toFen } from './money'

describe('readMoney', () => {
  test.each([
    ['300000', '300000.00'],
    ['299,999.99', '299999.99'],
    ['３０万', '300000.00'],
    ['29.999999万', '299999.99'],
    ['1.2 亿元', '120000000.00'],
    ['¥ 5.', '5.00'],
    ['0', '0.00'],
  ])('understands %s', (typed, amount) => expect(readMoney(typed)).toBe(amount))

  test.each(['', '三十万', '1.234', '-5', '1e5', '29.9999999万', '1.2.3'])('refuses %s', (typed) =>
    expect(readMoney(typed)).toBeUndefined(),
  )
})

test.each([
  ['1234567.5', '1,234,567.50'],
  ['999.99', '999.99'],
  ['-1000', '-1,000.00'],
])('groups %s as %s', (amount, shown) => expect(groupMoney(amount)).toBe(shown))

test.each([
  ['300000.00', '30'],
  ['299999.99', '29.999999'],
  ['123456789.10', '12,345.67891'],
])('%s yuan are %s 万元, never rounded', (amount, wan) => expect(inWan(amount)).toBe(wan))

test.each([
  ['300000.00', '叁拾万元整'],
  ['299999.99', '贰拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ['100000001.05', '壹亿零壹元零伍分'],
  ['10010.00', '壹万零壹拾元整'],
  ['1010000.10', '壹佰零壹万元壹角整'],
  ['0.05', '伍分'],
  ['0', '零元整'],
])('%s in capitals is %s', (amount, words) => expect(inCapitals(amount)).toBe(words))

test('an amount beyond the precision of a double stays exact', () => {
  expect(toFen('90071992547409.93')).toBe(9007199254740993n)
})

test('a sum is exact to the 分', () => {
  expect(sumMoney(['0.10', '0.20', '9007199254740993.01'])).toBe('9007199254740993.31')
  expect(sumMoney(['100.00', '-0.01'])).toBe('99.99')
  expect(sumMoney([])).toBe('0.00')
})
