import { computed, readonly, shallowRef, watch } from 'vue'
import { api, type SubjectView } from '@/api'
import { useSession } from '@/features/session'
import { failureOf, type Failure } from '@/shared'

const subjects = shallowRef<SubjectView[]>([])
const problem = shallowRef<Failure>()
const { account } = useSession()

async function read() {
  if (!account.value) {
    subjects.value = []
    return
  }
  try {
    subjects.value = await api.subjects()
    problem.value = undefined
  } catch (cause) {
    problem.value = failureOf(cause)
  }
}

watch(account, read, { immediate: true })

/** The kinds of file that this account sees, read once for each session. */
export function useSubjects() {
  const openings = computed(() => subjects.value.flatMap((subject) => subject.openings))
  const subject = (id: string) => subjects.value.find((one) => one.id === id)
  return { subjects: readonly(subjects), openings, subject, problem, reload: read }
}
