import { computed, onScopeDispose, ref } from 'vue'
import { api, newKey, type DraftBody } from '@/api'
import { useDebounced } from '@/shared'

/** Keeps what is being filled in as a draft on the server, a moment after each change. */
export function useDraft(id: string | undefined, body: () => DraftBody, delay = 1500) {
  const draft = id ?? newKey()
  const savedAt = ref<Date>()
  const failed = ref(false)
  const dirty = ref(false)
  const exists = ref(id !== undefined)
  let saving: Promise<void> | undefined
  let stopped = false

  async function write() {
    dirty.value = false
    try {
      await api.saveDraft(draft, body())
      exists.value = true
      savedAt.value = new Date()
      failed.value = false
    } catch {
      dirty.value = true
      failed.value = true
    }
  }

  /** Saves now; one after the other, so that an older state never comes last. */
  function save(): Promise<void> {
    cancel()
    if (stopped) return Promise.resolve()
    saving = (saving ?? Promise.resolve()).then(write)
    return saving
  }

  const { trigger, cancel } = useDebounced(() => void save(), delay)

  function changed() {
    if (stopped) return
    dirty.value = true
    trigger()
  }

  async function discard() {
    stopped = true
    cancel()
    dirty.value = false
    await saving
    if (exists.value) await api.deleteDraft(draft).catch(() => undefined)
  }

  onScopeDispose(() => {
    if (dirty.value && !stopped) void save()
  })
  return { changed, save, discard, dirty, failed, exists, savedAt: computed(() => savedAt.value) }
}
