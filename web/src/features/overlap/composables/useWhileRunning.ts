import { onScopeDispose, watch } from 'vue'

/** Reads again from time to time while something is under way. */
export function useWhileRunning(running: () => boolean, reload: () => Promise<void>, every = 2000) {
  let timer: ReturnType<typeof setInterval> | undefined
  watch(
    running,
    (now) => {
      clearInterval(timer)
      timer = now ? setInterval(() => void reload(), every) : undefined
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearInterval(timer)
  })
}
