import type { RunView } from '@/api'
import { assertNever, type Tone } from '@/shared'

export function runTone(run: Pick<RunView, 'status' | 'outcome'>): Tone {
  switch (run.status) {
    case 'IN_ROUTE':
      return 'info'
    case 'RETURNED':
      return 'warn'
    case 'WITHDRAWN':
      return 'neutral'
    case 'ENDED':
      return run.outcome === undefined || run.outcome === 'approved' ? 'good' : 'bad'
    default:
      return assertNever(run.status)
  }
}
