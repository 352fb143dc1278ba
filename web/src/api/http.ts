import createClient, { type Middleware } from 'openapi-fetch'
import type { paths } from './schema'
import type { Problem } from './types'

/** A refusal or failure of the server, as RFC 9457 describes it. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
  }
}

export function csrfToken(): string {
  return decodeURIComponent(/(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '')
}

/** A random key; `crypto.randomUUID` exists only on secure origins, and an office network may have none. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Listener = () => void
const signedOut = new Set<Listener>()

/** Called when the server answers 401 to anything, so that the shell can ask to sign in again. */
export function onSignedOut(listener: Listener): void {
  signedOut.add(listener)
}

const session: Middleware = {
  async onRequest({ request }) {
    if (request.method === 'GET') return request
    // The first answer brings the token; who is quick may write before anything was read.
    if (csrfToken() === '') await fetch('/api/day').catch(() => undefined)
    request.headers.set('X-XSRF-TOKEN', csrfToken())
    return request
  },
  onResponse({ response }) {
    if (response.status === 401) for (const listener of signedOut) listener()
  },
}

export const client = createClient<paths>({ credentials: 'same-origin' })
client.use(session)

/** What a failed answer says; a proxy's page of HTML says no more than its status. */
export function problemOf(body: unknown, response: Pick<Response, 'status' | 'statusText'>): Problem {
  const fallback = { title: response.statusText, status: response.status }
  return typeof body === 'object' && body !== null ? { ...fallback, ...body } : fallback
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

async function settled<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ProblemError({ type: 'network', title: '', status: 0 })
  }
  if (!answer.response.ok) throw new ProblemError(problemOf(answer.error, answer.response))
  return answer
}

/** The answer's content. */
export async function content<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await settled(call)).data as T
}

/** For answers without content. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await settled(call)
}

/** The address of something the browser loads by itself: a download, a page to print. */
export function address(path: string, query: object = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' ? value !== '' : typeof value === 'number') {
      parameters.set(name, String(value))
    }
  }
  const text = parameters.toString()
  return text === '' ? `/api${path}` : `/api${path}?${text}`
}
