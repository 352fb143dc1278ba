import { api, type LookAlikes, type LookAlikesRequest } from '@/api'
import { useLiveAnswer } from '@/shared'

/** Asks what resembles the form while it is filled. */
export function useLookAlikes(
  request: () => LookAlikesRequest,
  delay = 600,
  again = 3000,
  ask: (body: LookAlikesRequest, signal: AbortSignal) => Promise<LookAlikes> = (body, signal) =>
    api.lookAlikes(body, signal),
) {
  return useLiveAnswer(request, ask, delay, again)
}
