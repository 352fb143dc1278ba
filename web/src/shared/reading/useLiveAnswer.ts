import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { isAbort } from './problem'
import { useDebounced } from './useDebounced'

/**
 * Asks about what is being typed, some time after the last key, and again while it cannot be answered yet. Typing is
 * never held up, an older answer never replaces a newer one, and a question that failed is not an answer: what was
 * shown before goes.
 */
export function useLiveAnswer<Request, Answer extends { soon: boolean }>(
  request: () => Request,
  ask: (body: Request, signal: AbortSignal) => Promise<Answer>,
  delay = 600,
  again = 3000,
) {
  const found = shallowRef<Answer>()
  const asking = ref(false)
  const failed = ref(false)
  let latest = 0
  let running: AbortController | undefined

  async function look() {
    const run = ++latest
    running?.abort()
    running = new AbortController()
    asking.value = true
    try {
      const answer = await ask(request(), running.signal)
      if (run !== latest) return
      found.value = answer
      failed.value = false
      // What it needs is still being loaded.
      if (answer.soon) later.trigger()
    } catch (cause) {
      if (run !== latest || isAbort(cause)) return
      found.value = undefined
      failed.value = true
    }
    asking.value = false
  }

  const { trigger } = useDebounced(() => void look(), delay)
  const later = useDebounced(() => void look(), again)
  watch(() => JSON.stringify(request()), trigger, { immediate: true })
  onScopeDispose(() => {
    latest++
    running?.abort()
  })

  return { found, asking, failed }
}
