import { address, newKey, request } from './http'
import type * as t from './types'

/** Every call of the contract, one function each. */
export const api = {
  signIn: (username: string, password: string) =>
    request<t.Account>('POST', '/session', { body: { username, password } }),
  session: () => request<t.Account>('GET', '/session'),
  signOut: () => request<undefined>('DELETE', '/session'),
  changePassword: (old: string, next: string) =>
    request<undefined>('POST', '/session/password', { body: { old, new: next } }),
  demoAccounts: () => request<t.DemoAccount[]>('GET', '/demo/accounts'),
  day: () => request<t.BusinessDay>('GET', '/day'),
  moveDay: (day: string) => request<t.BusinessDay>('PUT', '/day', { body: { day } }),

  workbench: (signal?: AbortSignal) => request<t.Workbench>('GET', '/workbench', { signal }),
  readNotices: (ids: string[]) => request<undefined>('POST', '/notices/read', { body: { ids } }),

  subjects: () => request<t.SubjectView[]>('GET', '/subjects'),
  files: (query: t.FileQuery, signal?: AbortSignal) =>
    request<t.Page<t.FileRow>>('GET', '/files', { query, signal }),
  exportAddress: (query: t.FileQuery) => address('/files/export', query),
  file: (id: string, signal?: AbortSignal) => request<t.FileDetail>('GET', `/files/${id}`, { signal }),
  assessment: (id: string, day: string, signal?: AbortSignal) =>
    request<t.AssessmentView>('GET', `/files/${id}/assessment`, { query: { day }, signal }),
  history: (id: string, signal?: AbortSignal) =>
    request<t.HistoryEntry[]>('GET', `/files/${id}/history`, { signal }),

  procedure: (id: string, file?: string, run?: string, signal?: AbortSignal) =>
    request<t.ProcedureView>('GET', `/procedures/${id}`, { query: { file, run }, signal }),
  check: (body: t.CheckRequest, signal?: AbortSignal) =>
    request<t.CheckResult>('POST', '/check', { body, signal }),
  openFile: (
    body: { procedure: string; values: t.Values; materials: t.Materials; confirmed: boolean },
    idempotencyKey = newKey(),
  ) => request<t.CommandResult>('POST', '/files', { body, idempotencyKey }),
  command: (file: string, command: t.Command, version?: number, idempotencyKey = newKey()) =>
    request<t.CommandResult>('POST', `/files/${file}/commands`, {
      body: { version, command },
      idempotencyKey,
    }),
  acts: (acts: t.BatchAct[]) =>
    request<t.BatchResult[]>('POST', '/acts', { body: { acts }, idempotencyKey: newKey() }),

  drafts: (signal?: AbortSignal) => request<t.DraftRow[]>('GET', '/drafts', { signal }),
  draft: (id: string, signal?: AbortSignal) => request<t.DraftBody>('GET', `/drafts/${id}`, { signal }),
  saveDraft: (id: string, body: t.DraftBody) => request<undefined>('PUT', `/drafts/${id}`, { body }),
  deleteDraft: (id: string) => request<undefined>('DELETE', `/drafts/${id}`),

  form: (file: string, form: string, run?: string, signal?: AbortSignal) =>
    request<t.FormDocument>('GET', `/files/${file}/forms/${form}`, { query: { run }, signal }),
  formDocxAddress: (file: string, form: string, run?: string) =>
    address(`/files/${file}/forms/${form}.docx`, { run }),

  policies: (signal?: AbortSignal) => request<t.PolicySummary[]>('GET', '/policies', { signal }),
  policy: (id: string, signal?: AbortSignal) => request<t.PolicyView>('GET', `/policies/${id}`, { signal }),
  importText: (id: string, content: string) =>
    request<{ articles: number; missing: number[] }>('PUT', `/policies/${id}/text`, {
      raw: { content, mediaType: 'text/plain; charset=utf-8' },
    }),
  citation: (policy: string, norm: string, signal?: AbortSignal) =>
    request<t.CitationDetail>('GET', `/citations/${policy}/${norm}`, { signal }),

  offices: (kind?: 'unit' | 'office', signal?: AbortSignal) =>
    request<t.OfficeRow[]>('GET', '/offices', { query: { kind }, signal }),
  addOffice: (body: { id: string; name: string }) => request<t.OfficeRow>('POST', '/offices', { body }),
  accounts: (signal?: AbortSignal) => request<t.AccountRow[]>('GET', '/accounts', { signal }),
  addAccount: (body: { username: string; name: string; office: string; password: string }) =>
    request<t.AccountRow>('POST', '/accounts', { body }),
  changeAccount: (
    id: string,
    body: { disabled?: boolean; password?: string; roles?: t.Role[]; unlock?: boolean },
  ) => request<t.AccountRow>('PATCH', `/accounts/${id}`, { body }),
  audit: (page: number, signal?: AbortSignal) =>
    request<t.Page<t.AuditRow>>('GET', '/audit', { query: { page }, signal }),
  delegations: (signal?: AbortSignal) => request<t.DelegationRow[]>('GET', '/delegations', { signal }),
  addDelegation: (body: { to: string; first: string; last: string }) =>
    request<t.DelegationRow>('POST', '/delegations', { body }),
  endDelegation: (id: string) => request<undefined>('DELETE', `/delegations/${id}`),

  figures: (signal?: AbortSignal) => request<t.Figures>('GET', '/figures', { signal }),
  verify: () => request<t.Verification>('GET', '/verify'),
}
