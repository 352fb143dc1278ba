import type { Problem } from './types'

/** A refusal or failure of the server, as RFC 9457 describes it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
  }
}

type Query = Record<string, string | number | boolean | undefined>

export interface RequestOptions {
  query?: object
  body?: unknown
  /** Sent as it is, without JSON. */
  raw?: { content: string; mediaType: string }
  signal?: AbortSignal
  /** Writes on files carry a key, so that a repeated request is done once. */
  idempotencyKey?: string
}

/** Absent and null are one thing to the screens. */
function withoutNulls(_key: string, value: unknown): unknown {
  return value === null ? undefined : value
}

export function parse(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text, withoutNulls)
}

export function csrfToken(): string {
  return decodeURIComponent(/(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '')
}

/** A random key; `crypto.randomUUID` exists only on secure origins, and an office network may have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function address(path: string, query: object = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query as Query)) {
    if (value !== undefined && value !== '') parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? `/api${path}` : `/api${path}?${text}`
}

export async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { title: response.statusText, status: response.status }
  try {
    const body = parse(await response.text())
    return typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback
  } catch {
    return fallback
  }
}

type Listener = (problem: Problem) => void
const refusedListeners = new Set<Listener>()

/** Called when the server answers 401 to anything, so that the shell can ask to sign in again. */
export function onSignedOut(listener: Listener): void {
  refusedListeners.add(listener)
}

export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = csrfToken()
  if (options.idempotencyKey !== undefined) headers['Idempotency-Key'] = options.idempotencyKey
  let body: string | undefined
  if (options.raw) {
    headers['Content-Type'] = options.raw.mediaType
    body = options.raw.content
  } else if (options.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(options.body)
  }
  let response: Response
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers,
      body,
      credentials: 'same-origin',
      signal: options.signal,
    })
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw new ProblemError({ type: 'network', title: '', status: 0 })
  }
  if (!response.ok) {
    const problem = await problemOf(response)
    if (response.status === 401) for (const listener of refusedListeners) listener(problem)
    throw new ProblemError(problem)
  }
  return parse(await response.text()) as T
}
