import { onScopeDispose } from 'vue'

/** Calls `act` once, `delay` milliseconds after the last `trigger`. */
export function useDebounced(act: () => void, delay: number) {
  let timer: ReturnType<typeof setTimeout> | undefined

  function cancel() {
    clearTimeout(timer)
    timer = undefined
  }

  function trigger() {
    cancel()
    timer = setTimeout(() => {
      timer = undefined
      act()
    }, delay)
  }

  /** Calls `act` now if it is pending. */
  function flush() {
    if (timer === undefined) return
    cancel()
    act()
  }

  onScopeDispose(cancel)
  return { trigger, flush, cancel }
}
