import { inject, provide, toValue, type InjectionKey, type MaybeRefOrGetter } from 'vue'
import type { Help } from '@/api'
import { useSession } from '@/features/session'

interface Context {
  file: string | undefined
  mine: ReadonlySet<string> | undefined
}

const key: InjectionKey<() => Context> = Symbol('file at hand')

/** Says which file the verdicts below are about, and which of its procedures this account may file. */
export function provideFileAtHand(context: MaybeRefOrGetter<Context>): void {
  provide(key, () => toValue(context))
}

/** Whether the account may file what would help, and where. */
export function useMayFile() {
  const { account } = useSession()
  const context = inject(key, () => ({ file: undefined, mine: undefined }))

  function may(help: Help): boolean {
    const { mine } = context()
    if (mine) return mine.has(help.procedure)
    const own = account.value?.parties ?? []
    return own.some((party) => help.parties.includes(party.id) || help.parties.includes(party.title))
  }

  function address(procedure: string): string {
    const { file } = context()
    return file === undefined ? `/procedures/${procedure}/new` : `/procedures/${procedure}/new?file=${file}`
  }
  return { may, address }
}
