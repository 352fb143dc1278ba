import { computed, readonly, shallowRef } from 'vue'
import { api, ProblemError, type Account, type BusinessDay, type Role } from '@/api'

const account = shallowRef<Account>()
const businessDay = shallowRef<BusinessDay>()
let asked: Promise<Account | undefined> | undefined

async function ask(): Promise<Account | undefined> {
  try {
    account.value = await api.session()
  } catch (cause) {
    if (!(cause instanceof ProblemError) || cause.problem.status !== 401) throw cause
    account.value = undefined
  }
  return account.value
}

/** Who is signed in, read once for the whole page. */
export function useSession() {
  /** The account, asking the server the first time; undefined without a session. */
  function resume(): Promise<Account | undefined> {
    if (account.value) return Promise.resolve(account.value)
    asked ??= ask().finally(() => (asked = undefined))
    return asked
  }

  async function signIn(username: string, password: string) {
    account.value = await api.signIn(username, password)
    businessDay.value = undefined
  }

  async function signOut() {
    await api.signOut()
    account.value = undefined
  }

  /** Reads the account again after something about it has changed. */
  async function refresh() {
    await ask()
  }

  /** Forgets the account when the server no longer knows the session. */
  function expire() {
    account.value = undefined
  }

  async function readDay() {
    businessDay.value = await api.day()
  }

  async function moveDay(day: string) {
    businessDay.value = await api.moveDay(day)
    await ask()
  }

  const day = computed(() => businessDay.value?.day ?? account.value?.day ?? '')
  const movable = computed(() => businessDay.value?.movable ?? false)
  const hasRole = (...roles: Role[]) => roles.some((role) => account.value?.roles.includes(role) ?? false)

  return {
    account: readonly(account),
    day,
    movable,
    hasRole,
    resume,
    signIn,
    signOut,
    expire,
    refresh,
    readDay,
    moveDay,
  }
}
