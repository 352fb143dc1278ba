import type { EChartsCoreOption } from 'echarts/core'
import type { MapEdge, MapFile, OverlapMap } from '@/api'

export interface MapFilter {
  office: string
  field: string
  level: string
}

/** What is left of the map: overlaps of which an end is in the office and the field, and the files that they join. */
export function filtered(map: OverlapMap, filter: MapFilter): { files: MapFile[]; edges: MapEdge[] } {
  const byId = new Map(map.files.map((file) => [file.file, file]))
  const meets = (id: string) => {
    const file = byId.get(id)
    return (
      file !== undefined &&
      (filter.office === '' || file.office.id === filter.office) &&
      (filter.field === '' || file.fields.includes(filter.field))
    )
  }
  const edges = map.edges.filter(
    (edge) => (filter.level === '' || edge.level === filter.level) && (meets(edge.one) || meets(edge.other)),
  )
  const joined = new Set(edges.flatMap((edge) => [edge.one, edge.other]))
  return { files: map.files.filter((file) => joined.has(file.file)), edges }
}

/** What there is to choose from, by name. */
export function offices(map: OverlapMap) {
  const byId = new Map(map.files.map((file) => [file.office.id, file.office]))
  return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name, 'zh-CN'))
}

export function fields(map: OverlapMap): string[] {
  return [...new Set(map.files.flatMap((file) => file.fields))].sort((one, other) =>
    one.localeCompare(other, 'zh-CN'),
  )
}

const RED = '#c2463c'
const AMBER = '#c98a2b'
const COLOURS = ['#1b4f91', '#2a8c84', '#6b5ca5', '#7a8699']

/** Files as points, one colour a kind, joined where they overlap. */
export function graphOption(files: MapFile[], edges: MapEdge[]): EChartsCoreOption {
  const kinds = [...new Map(files.map((file) => [file.subject.id, file.subject.title])).entries()]
  const degree = (id: string) => edges.filter((edge) => edge.one === id || edge.other === id).length
  return {
    color: COLOURS,
    legend: { data: kinds.map(([, title]) => title), top: 0, right: 0 },
    tooltip: {},
    series: [
      {
        type: 'graph',
        layout: 'force',
        roam: true,
        force: { repulsion: 110, edgeLength: [40, 120] },
        categories: kinds.map(([, name]) => ({ name })),
        label: {
          show: files.length <= 40,
          position: 'right',
          width: 150,
          overflow: 'truncate',
          fontSize: 11,
        },
        emphasis: { focus: 'adjacency' },
        data: files.map((file) => ({
          id: file.file,
          name: file.name,
          value: file.office.name,
          category: kinds.findIndex(([id]) => id === file.subject.id),
          symbolSize: 8 + Math.min(24, degree(file.file) * 4),
        })),
        links: edges.map((edge) => ({
          source: edge.one,
          target: edge.other,
          lineStyle: {
            color: edge.level === 'duplicate' ? RED : AMBER,
            width: edge.level === 'duplicate' ? 2 : 1,
            type: edge.own ? 'dashed' : 'solid',
          },
        })),
      },
    ],
  }
}
