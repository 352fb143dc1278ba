import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from 'vue'
import { failureOf, isAbort, type Failure } from './problem'

export interface Reading<T> {
  data: ShallowRef<T | undefined>
  problem: ShallowRef<Failure | undefined>
  loading: Ref<boolean>
  reload: () => Promise<void>
}

/**
 * Reads what `load` answers for the current `key`, again whenever the key changes. A slower, older answer never
 * overwrites a newer one, and what is shown stays until its successor is there.
 */
export function useReading<K, T>(
  key: WatchSource<K>,
  load: (key: K, signal: AbortSignal) => Promise<T>,
): Reading<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<Failure>()
  const loading = ref(true)
  let latest = 0
  let running: AbortController | undefined
  let current: K

  async function reload() {
    const run = ++latest
    running?.abort()
    running = new AbortController()
    loading.value = true
    try {
      const answer = await load(current, running.signal)
      if (run !== latest) return
      data.value = answer
      problem.value = undefined
    } catch (cause) {
      if (run !== latest || isAbort(cause)) return
      problem.value = failureOf(cause)
    }
    loading.value = false
  }

  watch(
    key,
    (value) => {
      current = value
      void reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    latest++
    running?.abort()
  })
  return { data, problem, loading, reload }
}
