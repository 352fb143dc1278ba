import { address, csrfToken, newKey, parse, ProblemError } from './http'
import type { Attachment, Problem } from './types'

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
    request.setRequestHeader('Content-Type', file.type === '' ? 'application/octet-stream' : file.type)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve(parse(request.responseText) as Attachment)
        return
      }
      let problem: Problem = { title: request.statusText, status: request.status }
      try {
        problem = { ...problem, ...(parse(request.responseText) as Partial<Problem>) }
      } catch {
        // The status alone says what happened.
      }
      reject(new ProblemError(problem))
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
