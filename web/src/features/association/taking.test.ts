import { describe, expect, test } from 'vitest'
import type { SuggestionInto } from '@/api'
import { givenBack, taken } from './taking'

const list: SuggestionInto = { field: 'used', title: '需用', list: true, text: false, value: 'f1' }
const text: SuggestionInto = {
  field: 'needed',
  title: '需要',
  list: false,
  text: true,
  value: '人口信息（公安局）',
}
const choice: SuggestionInto = {
  field: 'hosting',
  title: '部署',
  list: false,
  text: false,
  value: 'city_cloud',
}

describe('taking a suggestion', () => {
  test('adds to a list once, and takes out only that', () => {
    const after = taken({ used: ['f0'] }, list)
    expect(after['used']).toEqual(['f0', 'f1'])
    expect(taken(after, list)).toEqual(after)
    expect(givenBack({ used: ['f0', 'f1', 'f2'] }, list, ['f0'])['used']).toEqual(['f0', 'f2'])
  })

  test('replaces the empty row of a list of records', () => {
    const record = { ...list, value: { platform: 'cloud', answer: 'used' } }
    const after = taken({ used: [{ platform: undefined, answer: '' }] }, record)
    expect(after['used']).toEqual([{ platform: 'cloud', answer: 'used' }])
  })

  test('adds a line to a text, and takes out only that line', () => {
    expect(taken({}, text)['needed']).toBe('人口信息（公安局）')
    expect(taken({ needed: '气象数据' }, text)['needed']).toBe('气象数据\n人口信息（公安局）')
    expect(givenBack({ needed: '气象数据\n人口信息（公安局）' }, text, undefined)['needed']).toBe('气象数据')
    expect(givenBack({ needed: '人口信息（公安局）' }, text, undefined)['needed']).toBeUndefined()
  })

  test('writes a choice, and brings back the one before', () => {
    const before = { hosting: 'own_room' }
    expect(taken(before, choice)['hosting']).toBe('city_cloud')
    expect(givenBack(taken(before, choice), choice, 'own_room')['hosting']).toBe('own_room')
  })
})
