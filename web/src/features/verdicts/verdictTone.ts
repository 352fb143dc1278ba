import type { AvailabilityState, DutyState, RefusalKind } from '@/api'
import { assertNever, type Tone } from '@/shared'

export function availabilityTone(state: AvailabilityState): Tone {
  switch (state) {
    case 'AVAILABLE':
      return 'good'
    case 'NOT_YET':
    case 'DONE':
      return 'neutral'
    case 'BLOCKED':
      return 'bad'
    case 'RUNNING':
      return 'info'
    case 'UNDETERMINED':
      return 'warn'
    default:
      return assertNever(state)
  }
}

export function dutyTone(state: DutyState): Tone {
  switch (state) {
    case 'UPCOMING':
      return 'neutral'
    case 'OPEN':
      return 'info'
    case 'DUE_SOON':
    case 'DONE_LATE':
      return 'warn'
    case 'OVERDUE':
      return 'bad'
    case 'DONE':
      return 'good'
    default:
      return assertNever(state)
  }
}

export function refusalTone(kind: RefusalKind): Tone {
  switch (kind) {
    case 'NOT_ALLOWED':
    case 'FORBIDDEN':
      return 'bad'
    case 'NOT_NOW':
    case 'INCOMPLETE':
    case 'UNDETERMINED':
      return 'warn'
    case 'STALE':
      return 'info'
    default:
      return assertNever(kind)
  }
}
