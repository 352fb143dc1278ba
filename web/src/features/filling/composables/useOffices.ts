import { computed, shallowRef } from 'vue'
import { api, type OfficeRow } from '@/api'

const rows = shallowRef<OfficeRow[]>()
let asked: Promise<void> | undefined

/** All offices and units, read once; pickers filter them as one types. */
export function useOffices() {
  asked ??= api
    .offices()
    .then((answer) => {
      rows.value = answer
    })
    .catch(() => {
      asked = undefined
    })
  const offices = computed(() => rows.value ?? [])
  const nameOf = (id: string) => offices.value.find((office) => office.id === id)?.name ?? id
  return { offices, nameOf, loading: computed(() => rows.value === undefined) }
}
