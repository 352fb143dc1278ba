/** What went wrong, as far as every screen can show it. */
export interface Failure {
  type?: string
  title: string
  status: number
  detail?: string
}

export function failureOf(cause: unknown): Failure {
  if (typeof cause === 'object' && cause !== null && 'problem' in cause) return cause.problem as Failure
  return { title: cause instanceof Error ? cause.message : String(cause), status: -1 }
}

export function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'AbortError'
}
