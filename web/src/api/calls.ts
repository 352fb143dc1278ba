import { address, client, content, done, newKey } from './http'
import type * as t from './types'

/** Only what holds something is sent. */
function present(materials: t.Materials): Record<string, t.MaterialValue> {
  const entries = Object.entries(materials)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, t.MaterialValue] => entry[1] !== undefined),
  )
}

const keyed = (key: string) => ({ 'Idempotency-Key': key })
const to = (id: string, key: string) => ({ path: { id }, header: keyed(key) })

/** Every call of the contract, one function each. */
export const api = {
  signIn: (username: string, password: string) =>
    content(client.POST('/api/session', { body: { username, password } })),
  session: () => content(client.GET('/api/session')),
  signOut: () => done(client.DELETE('/api/session')),
  changePassword: (old: string, next: string) =>
    done(client.POST('/api/session/password', { body: { old, new: next } })),
  platform: () => content(client.GET('/api/platform')),
  platformAddress: (to: string) => address('/platform/begin', { to }),
  demoAccounts: () => content(client.GET('/api/demo/accounts')),
  day: () => content(client.GET('/api/day')),
  moveDay: (day: string) => content(client.PUT('/api/day', { body: { day } })),

  workbench: (signal?: AbortSignal) => content(client.GET('/api/workbench', { signal })),
  notices: (signal?: AbortSignal) => content(client.GET('/api/notices', { signal })),
  readNotices: (ids: number[]) => done(client.POST('/api/notices/read', { body: { ids } })),

  subjects: () => content(client.GET('/api/subjects')),
  files: (query: t.FileQuery, signal?: AbortSignal) =>
    content(client.GET('/api/files', { params: { query }, signal })),
  exportAddress: (query: t.FileQuery) => address('/files/export', query),
  file: (id: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}', { params: { path: { id } }, signal })),
  assessment: (id: string, day: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}/assessment', { params: { path: { id }, query: { day } }, signal })),
  history: (id: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}/history', { params: { path: { id } }, signal })),
  readings: (id: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}/readings', { params: { path: { id } }, signal })),

  procedure: (id: string, file?: string, run?: string, signal?: AbortSignal) =>
    content(client.GET('/api/procedures/{id}', { params: { path: { id }, query: { file, run } }, signal })),
  check: ({ materials, ...body }: t.CheckRequest, signal?: AbortSignal) =>
    content(client.POST('/api/check', { body: { ...body, materials: present(materials) }, signal })),
  openFile: ({ materials, ...body }: t.Submit, key: string) =>
    content(
      client.POST('/api/files', {
        params: { header: keyed(key) },
        body: { ...body, materials: present(materials) },
      }),
    ),
  submit: (file: string, { materials, ...rest }: t.Submit, version: number | undefined, key: string) =>
    content(
      client.POST('/api/files/{id}/commands', {
        params: to(file, key),
        body: { version, command: { kind: 'submit', ...rest, materials: present(materials) } },
      }),
    ),
  act: (file: string, { materials, ...rest }: t.Act, version: number, key: string) =>
    content(
      client.POST('/api/files/{id}/commands', {
        params: to(file, key),
        body: { version, command: { kind: 'act', ...rest, materials: present(materials) } },
      }),
    ),
  operate: (file: string, command: t.Operation, version: number) =>
    content(
      client.POST('/api/files/{id}/commands', { params: to(file, newKey()), body: { version, command } }),
    ),
  acts: (acts: t.BatchAct[]) => content(client.POST('/api/acts', { body: { acts } })),

  lookAlikes: (body: t.LookAlikesRequest, signal?: AbortSignal) =>
    content(client.POST('/api/look-alikes', { body, signal })),
  associations: (body: t.AssociationsRequest, signal?: AbortSignal) =>
    content(client.POST('/api/associations', { body, signal })),
  associationsOf: (id: string, run: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}/runs/{run}/associations', { params: { path: { id, run } }, signal })),
  lookAlikesOf: (id: string, run: string, signal?: AbortSignal) =>
    content(client.GET('/api/files/{id}/runs/{run}/look-alikes', { params: { path: { id, run } }, signal })),
  sideBySide: (id: string, run: string, other: string, signal?: AbortSignal) =>
    content(
      client.GET('/api/files/{id}/runs/{run}/look-alikes/{other}', {
        params: { path: { id, run, other } },
        signal,
      }),
    ),
  judgeLookAlike: (id: string, run: string, other: string, body: { duplicate: boolean; reason: string }) =>
    content(
      client.PUT('/api/files/{id}/runs/{run}/look-alikes/{other}', {
        params: { path: { id, run, other } },
        body,
      }),
    ),
  askSecondJudge: (id: string, run: string, other: string) =>
    content(
      client.POST('/api/files/{id}/runs/{run}/look-alikes/{other}/opinion', {
        params: { path: { id, run, other } },
      }),
    ),

  beginBatch: (body: t.BatchRequest) => content(client.POST('/api/look-alike-batches', { body })),
  batches: (signal?: AbortSignal) => content(client.GET('/api/look-alike-batches', { signal })),
  batch: (batch: string, signal?: AbortSignal) =>
    content(client.GET('/api/look-alike-batches/{batch}', { params: { path: { batch } }, signal })),
  cancelBatch: (batch: string) =>
    content(client.DELETE('/api/look-alike-batches/{batch}', { params: { path: { batch } } })),
  batchAddress: (batch: string) => address(`/look-alike-batches/${batch}/export`),
  batchPaperAddress: (batch: string) => address(`/look-alike-batches/${batch}/export.docx`),
  overlapMap: (signal?: AbortSignal) => content(client.GET('/api/look-alike-map', { signal })),

  drafts: (signal?: AbortSignal) => content(client.GET('/api/drafts', { signal })),
  draft: (id: string, signal?: AbortSignal) =>
    content(client.GET('/api/drafts/{id}', { params: { path: { id } }, signal })),
  saveDraft: (id: string, { materials, ...body }: t.DraftBody) =>
    done(
      client.PUT('/api/drafts/{id}', {
        params: { path: { id } },
        body: { ...body, materials: present(materials) },
      }),
    ),
  deleteDraft: (id: string) => done(client.DELETE('/api/drafts/{id}', { params: { path: { id } } })),

  policies: (signal?: AbortSignal) => content(client.GET('/api/policies', { signal })),
  policy: (id: string, signal?: AbortSignal) =>
    content(client.GET('/api/policies/{id}', { params: { path: { id } }, signal })),
  importText: (id: string, file: Blob) =>
    content(
      client.PUT('/api/policies/{id}/text', {
        params: { path: { id } },
        body: '',
        headers: { 'Content-Type': 'application/octet-stream' },
        bodySerializer: () => file,
      }),
    ),
  citation: (policy: string, norm: string, signal?: AbortSignal) =>
    content(client.GET('/api/citations/{policy}/{norm}', { params: { path: { policy, norm } }, signal })),

  interpret: (policy: string, norm: string, text: string) =>
    content(
      client.POST('/api/citations/{policy}/{norm}/interpretations', {
        params: { path: { policy, norm } },
        body: { text },
      }),
    ),

  offices: (signal?: AbortSignal) => content(client.GET('/api/offices', { signal })),
  changeOffice: (id: string, platformCode: string) =>
    content(client.PATCH('/api/offices/{id}', { params: { path: { id } }, body: { platformCode } })),
  addOffice: (body: { id: string; name: string }) => content(client.POST('/api/offices', { body })),
  accounts: (signal?: AbortSignal) => content(client.GET('/api/accounts', { signal })),
  addAccount: (body: { username: string; name: string; office: string; password: string }) =>
    content(client.POST('/api/accounts', { body })),
  changeAccount: (id: string, body: t.AccountChange) =>
    content(client.PATCH('/api/accounts/{id}', { params: { path: { id } }, body })),
  audit: (page: number, signal?: AbortSignal) =>
    content(client.GET('/api/audit', { params: { query: { page } }, signal })),
  delegations: (signal?: AbortSignal) => content(client.GET('/api/delegations', { signal })),
  addDelegation: (body: { to: string; first: string; last: string }) =>
    content(client.POST('/api/delegations', { body })),
  endDelegation: (id: string) => done(client.DELETE('/api/delegations/{id}', { params: { path: { id } } })),

  figures: (subject?: string, signal?: AbortSignal) =>
    content(client.GET('/api/figures', { params: { query: { subject } }, signal })),
  reports: (signal?: AbortSignal) => content(client.GET('/api/reports', { signal })),
  report: (id: string, query: t.ReportQuery, signal?: AbortSignal) =>
    content(client.GET('/api/reports/{id}', { params: { path: { id }, query }, signal })),
  reportAddress: (id: string) => address(`/reports/${id}/export`),
  verify: () => content(client.GET('/api/verify')),

  form: (file: string, form: string, run?: string, signal?: AbortSignal) =>
    content(
      client.GET('/api/files/{id}/forms/{form}', {
        params: { path: { id: file, form }, query: { run } },
        signal,
      }),
    ),
  formDocxAddress: (file: string, form: string, run?: string) =>
    address(`/files/${file}/forms/${form}.docx`, { run }),
}
