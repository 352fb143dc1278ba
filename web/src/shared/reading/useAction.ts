import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { failureOf, type Failure } from './problem'

export interface Action<A extends unknown[], T> {
  run: (...args: A) => Promise<T | undefined>
  busy: Ref<boolean>
  problem: ShallowRef<Failure | undefined>
}

/** A write: one at a time, with its progress and its refusal; answers undefined when refused or already under way. */
export function useAction<A extends unknown[], T>(act: (...args: A) => Promise<T>): Action<A, T> {
  const busy = ref(false)
  const problem = shallowRef<Failure>()

  async function run(...args: A): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    problem.value = undefined
    try {
      return await act(...args)
    } catch (cause) {
      problem.value = failureOf(cause)
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { run, busy, problem }
}
