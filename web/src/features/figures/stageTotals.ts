import type { Figures } from '@/api'

export interface StageTotal {
  id: string
  title: string
  count: number
  amount: bigint
}

const fen = (amount: string) => BigInt(amount.replace('.', ''))

/** The figures of each stage, over all kinds of file that have it, in the order given; amounts stay exact. */
export function stageTotals(stages: Figures['stages'], order: string[] = []): StageTotal[] {
  const totals = new Map<string, StageTotal>()
  for (const { stage, count, amount } of stages) {
    const before = totals.get(stage.id) ?? { ...stage, count: 0, amount: 0n }
    totals.set(stage.id, { ...before, count: before.count + count, amount: before.amount + fen(amount) })
  }
  const place = (id: string) => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...totals.values()].sort((one, other) => place(one.id) - place(other.id))
}

export function yuan(amount: bigint): string {
  return `${String(amount / 100n)}.${String(amount % 100n).padStart(2, '0')}`
}
