import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { FileQuery, FileState } from '@/api'

export const FILE_STATES: FileState[] = ['open', 'running', 'returned', 'overdue', 'held', 'closed']

const SIZE = 20

/** The filters of the list, kept in the address: a filtered list can be bookmarked, sent and gone back to. */
export function useFileQuery() {
  const route = useRoute()
  const router = useRouter()

  const text = (name: string) => {
    const value = route.query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const number = (name: string) => {
    const value = Number(text(name))
    return Number.isInteger(value) && value > 0 ? value : undefined
  }

  const query = computed<FileQuery>(() => ({
    subject: String(route.params['subject']),
    q: text('q'),
    stage: text('stage'),
    office: text('office'),
    state: FILE_STATES.find((state) => state === text('state')),
    plan_year: number('plan_year'),
    sort: text('sort'),
    page: (number('page') ?? 1) - 1,
    size: SIZE,
  }))

  const filtered = computed(() =>
    (['q', 'stage', 'office', 'state', 'plan_year'] as const).some((name) => query.value[name] !== undefined),
  )

  /** Any new filter starts again on the first page. */
  async function change(part: Partial<Record<keyof FileQuery, string | number | undefined>>) {
    await router.replace({ query: { ...route.query, page: undefined, ...part } })
  }

  async function clear() {
    await router.replace({ query: { sort: route.query['sort'] } })
  }

  return { query, filtered, change, clear, size: SIZE }
}
