import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { api, type CheckRequest, type CheckResult } from '@/api'
import { isAbort, useDebounced } from '@/shared'

/**
 * Asks the server what it thinks of the form, some time after the last key. Typing is never held up, an older
 * answer never replaces a newer one, and a failed check leaves what is shown.
 */
export function useLiveCheck(
  request: () => CheckRequest | undefined,
  delay = 400,
  ask: (body: CheckRequest, signal: AbortSignal) => Promise<CheckResult> = (body, signal) =>
    api.check(body, signal),
) {
  const result = shallowRef<CheckResult>()
  const checking = ref(false)
  const failed = ref(false)
  let latest = 0
  let running: AbortController | undefined

  async function check() {
    const body = request()
    const run = ++latest
    running?.abort()
    if (!body) return
    running = new AbortController()
    checking.value = true
    try {
      const answer = await ask(body, running.signal)
      if (run !== latest) return
      result.value = answer
      failed.value = false
    } catch (cause) {
      if (run !== latest || isAbort(cause)) return
      failed.value = true
    }
    checking.value = false
  }

  const { trigger, cancel } = useDebounced(() => void check(), delay)
  watch(request, trigger, { deep: true, immediate: true })
  onScopeDispose(() => {
    latest++
    running?.abort()
  })

  /** The answer for what is in the form now, without waiting. */
  async function now() {
    cancel()
    await check()
  }

  const required = computed(() => new Set(result.value?.required ?? []))
  const hidden = computed(() => new Set(result.value?.hidden ?? []))
  return { result, required, hidden, checking, failed, now }
}
