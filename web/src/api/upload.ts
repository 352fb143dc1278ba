import { address, csrfToken, newKey, problemOf, ProblemError } from './http'
import type { Attachment } from './types'

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Streams one file to the server; `progress` gets 0 to 1. The browser's `fetch` cannot tell upload progress. */
export function upload(
  file: File,
  progress: (share: number) => void,
  signal?: AbortSignal,
): Promise<Attachment> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address('/attachments', { name: file.name }))
    request.setRequestHeader('X-XSRF-TOKEN', csrfToken())
    request.setRequestHeader('Idempotency-Key', newKey())
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total)
    }
    request.onload = () => {
      const body = json(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(body as Attachment)
      else reject(new ProblemError(problemOf(body, request)))
    }
    request.onerror = () => reject(new ProblemError({ type: 'network', title: '', status: 0 }))
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

export function attachmentAddress(file: string, attachment: Attachment): string {
  return address(`/files/${file}/attachments/${attachment.digest}`, { name: attachment.name })
}
