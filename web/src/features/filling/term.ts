/** A period as the contract writes it: P3M, P1Y, P10D, P10WD (working days). */
export const TERM_UNITS = ['D', 'WD', 'M', 'Y'] as const
export type TermUnit = (typeof TERM_UNITS)[number]

export function readTerm(text: string): { count: number; unit: TermUnit } | undefined {
  const match = /^P(\d+)(WD|D|M|Y)$/.exec(text)
  return match ? { count: Number(match[1]), unit: match[2] as TermUnit } : undefined
}

export function writeTerm(count: number | undefined, unit: TermUnit): string | undefined {
  return count === undefined || !Number.isInteger(count) || count <= 0 ? undefined : `P${count}${unit}`
}
