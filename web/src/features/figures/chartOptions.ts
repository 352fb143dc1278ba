import type { EChartsCoreOption } from 'echarts/core'
import type { Figures } from '@/api'
import type { StageTotal } from './stageTotals'

const BLUE = '#1b4f91'
const TEAL = '#2a8c84'
const RED = '#c2463c'
const INK = '#445268'
const LINE = '#dfe5ed'

const base = {
  animationDuration: 300,
  textStyle: { fontFamily: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif', color: INK },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
  grid: { left: 16, right: 24, top: 36, bottom: 4, containLabel: true },
}
const names = (data: string[]) => ({
  type: 'category',
  data,
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
  axisLabel: { color: INK },
})
const numbers = {
  type: 'value',
  minInterval: 1,
  splitLine: { lineStyle: { color: LINE } },
  axisLabel: { color: INK },
}

export function stageOption(stages: StageTotal[], label: string): EChartsCoreOption {
  return {
    ...base,
    xAxis: names(stages.map((stage) => stage.title)),
    yAxis: numbers,
    series: [
      {
        name: label,
        type: 'bar',
        data: stages.map((stage) => stage.count),
        barMaxWidth: 34,
        itemStyle: { color: BLUE, borderRadius: [4, 4, 0, 0] },
        label: { show: true, position: 'top', color: INK },
      },
    ],
  }
}

export function monthOption(months: Figures['months'], filed: string, ended: string): EChartsCoreOption {
  return {
    ...base,
    legend: { data: [filed, ended], top: 0, right: 0, textStyle: { color: INK } },
    xAxis: names(months.map((month) => month.month)),
    yAxis: numbers,
    series: [
      { name: filed, type: 'line', data: months.map((month) => month.filed), color: BLUE, symbolSize: 7 },
      { name: ended, type: 'line', data: months.map((month) => month.ended), color: TEAL, symbolSize: 7 },
    ],
  }
}

export function officeOption(
  offices: Figures['byOffice'],
  count: string,
  overdue: string,
): EChartsCoreOption {
  const ordered = [...offices].sort((one, other) => one.count - other.count)
  return {
    ...base,
    legend: { data: [count, overdue], top: 0, right: 0, textStyle: { color: INK } },
    xAxis: numbers,
    yAxis: names(ordered.map((office) => office.office.name)),
    series: [
      { name: count, type: 'bar', data: ordered.map((office) => office.count), color: BLUE, barMaxWidth: 12 },
      {
        name: overdue,
        type: 'bar',
        data: ordered.map((office) => office.overdue),
        color: RED,
        barMaxWidth: 12,
      },
    ],
  }
}
