import { onScopeDispose, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { upload, type Attachment } from '@/api'
import { failureOf, isAbort } from '@/shared'

export interface Upload {
  key: number
  name: string
  share: number
  failure?: string
}

let keys = 0

/** Files on their way to the server, each with its progress; `busy` tells how many more (or fewer) are under way. */
export function useUploads(received: (attachment: Attachment) => void, busy: (change: 1 | -1) => void) {
  const { t } = useI18n()
  const uploads = ref<Upload[]>([])
  const controllers = new Map<number, AbortController>()

  const forget = (key: number) => (uploads.value = uploads.value.filter((one) => one.key !== key))
  const change = (key: number, part: Partial<Upload>) => {
    uploads.value = uploads.value.map((one) => (one.key === key ? { ...one, ...part } : one))
  }

  function explain(cause: unknown): string {
    const { status, detail } = failureOf(cause)
    if (detail) return detail
    if (status === 413) return t('failure.tooLarge')
    if (status === 415) return t('failure.wrongKind')
    return status === 0 ? t('failure.network') : t('failure.server')
  }

  async function sendOne(file: File) {
    const key = ++keys
    const controller = new AbortController()
    controllers.set(key, controller)
    uploads.value = [...uploads.value, { key, name: file.name, share: 0 }]
    busy(1)
    try {
      const attachment = await upload(file, (share) => change(key, { share }), controller.signal)
      forget(key)
      received(attachment)
    } catch (cause) {
      if (isAbort(cause)) forget(key)
      else change(key, { failure: explain(cause) })
    } finally {
      controllers.delete(key)
      busy(-1)
    }
  }

  function cancel(key: number) {
    controllers.get(key)?.abort()
    forget(key)
  }

  onScopeDispose(() => {
    for (const controller of controllers.values()) controller.abort()
  })

  return { uploads, cancel, send: (files: File[]) => files.forEach((file) => void sendOne(file)) }
}
