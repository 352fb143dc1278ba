import { inject, provide, readonly, shallowRef, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import type { Citation } from '@/api'
import { useSession } from '@/features/session'

export interface OpenCitation {
  policy: string
  citation: Citation
  /** The recorded values that decided, where the citation stands behind a verdict. */
  because: readonly string[]
}

const opened = shallowRef<OpenCitation>()
const policyKey: InjectionKey<() => string | undefined> = Symbol('policy')

/** Says by which policy the citations below this component are read: a file keeps the pack it began under. */
export function provideCitedPolicy(policy: MaybeRefOrGetter<string | undefined>): void {
  provide(policyKey, () => toValue(policy))
}

export function useCitation() {
  const { account } = useSession()
  const policy = inject(policyKey, () => undefined)

  function open(citation: Citation, because: readonly string[] = []) {
    const id = policy() ?? account.value?.policy.id
    if (id !== undefined) opened.value = { policy: id, citation, because }
  }

  return { opened: readonly(opened), open, close: () => (opened.value = undefined) }
}
