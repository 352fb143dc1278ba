import { describe, expect, test } from 'vitest'
import type { MapFile, OverlapMap } from '@/api'
import { fields, filtered, graphOption, offices } from './overlap'

const file = (id: string, office: string, ...its: string[]): MapFile => ({
  file: id,
  name: `平台${id}`,
  subject: { id: 'project', title: '项目' },
  office: { id: office, name: office },
  fields: its,
})

const map: OverlapMap = {
  canBegin: false,
  files: [
    file('a', '城管局', '城管'),
    file('b', '住建局', '住建'),
    file('c', '城管局', '停车'),
    file('d', '住建局'),
  ],
  edges: [
    { one: 'a', other: 'b', score: 92, level: 'duplicate', own: false },
    { one: 'a', other: 'c', score: 61, level: 'suspected', own: true },
  ],
}
const all = { office: '', field: '', level: '' }

describe('the map of what overlaps', () => {
  test('shows the files that an overlap joins, and no others', () => {
    expect(filtered(map, all).files.map((one) => one.file)).toEqual(['a', 'b', 'c'])
  })

  test.each([
    [{ ...all, office: '住建局' }, ['a', 'b'], 1],
    [{ ...all, field: '停车' }, ['a', 'c'], 1],
    [{ ...all, level: 'suspected' }, ['a', 'c'], 1],
    [{ office: '住建局', field: '停车', level: '' }, [], 0],
  ])('keeps an overlap of which an end is meant: %o', (filter, files, edges) => {
    const left = filtered(map, filter)
    expect(left.files.map((one) => one.file)).toEqual(files)
    expect(left.edges).toHaveLength(edges)
  })

  test('offers the offices and fields that are there, each once', () => {
    expect(
      offices(map)
        .map((one) => one.id)
        .sort(),
    ).toEqual(['住建局', '城管局'].sort())
    expect(new Set(fields(map))).toEqual(new Set(['城管', '住建', '停车']))
  })

  test('draws a duplicate otherwise than a suspicion, and one’s own dashed', () => {
    const [series] = graphOption(map.files, map.edges)['series'] as {
      links: { lineStyle: { color: string; type: string } }[]
    }[]
    const [first, second] = series?.links ?? []
    expect(first?.lineStyle.color).not.toBe(second?.lineStyle.color)
    expect([first?.lineStyle.type, second?.lineStyle.type]).toEqual(['solid', 'dashed'])
  })
})
