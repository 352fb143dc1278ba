/** The HTTP contract as types; names are the contract's own. */

export interface Titled {
  id: string
  title: string
}

export interface Named {
  id: string
  name: string
}

export type OfficeView = Named

export interface Citation {
  norm: string
  article: number
  paragraph?: number
  item?: number
  display: string
  gist: string
}

export interface Help {
  procedure: string
  title: string
  parties: string[]
}

export interface Remedy {
  earliest?: string
  advice?: string
  procedures: Help[]
}

export type RefusalKind = 'NOT_ALLOWED' | 'NOT_NOW' | 'FORBIDDEN' | 'INCOMPLETE' | 'UNDETERMINED' | 'STALE'

export interface Refusal {
  kind: RefusalKind
  message: string
  citation?: Citation
  field?: string
  because: string[]
  remedy?: Remedy
}

/** RFC 9457. */
export interface Problem {
  type?: string
  title: string
  status: number
  detail?: string
  instance?: string
  refusals?: Refusal[]
}

// Values -----------------------------------------------------------------------------------------

export type TypeKind =
  | 'text'
  | 'long_text'
  | 'bool'
  | 'int'
  | 'money'
  | 'date'
  | 'term'
  | 'office'
  | 'enum'
  | 'record'
  | 'list'
  | 'ref'

export interface TypeView {
  kind: TypeKind
  title?: string
  values?: Titled[]
  fields?: FieldView[]
  item?: TypeView
  subject?: string
}

/** A value in the JSON of the contract: money and dates are text, lists arrays, records objects. */
export type Value = string | number | boolean | Value[] | { [field: string]: Value | undefined }

export type Values = Record<string, Value | undefined>

export interface FieldView {
  id: string
  title: string
  type: TypeView
  required: boolean
  conditional: boolean
  help?: string
  message?: string
  citation?: Citation
}

export interface MaterialView {
  id: string
  title: string
  required: boolean
  conditional: boolean
  waivable: boolean
  message?: string
  citation?: Citation
}

export interface Attachment {
  digest: string
  name: string
  mediaType: string
  size: number
}

export interface MaterialValue {
  attachments: Attachment[]
  waived?: string
}

export type Materials = Record<string, MaterialValue | undefined>

export interface ShownValue {
  id: string
  title: string
  type: TypeView
  value?: Value
  display: string
}

export interface ShownMaterial {
  id: string
  title: string
  attachments: Attachment[]
  waived?: string
}

// Session ----------------------------------------------------------------------------------------

export type Role = 'HANDLER' | 'LEADER' | 'AUDITOR' | 'SYSTEM_ADMIN' | 'SECURITY_ADMIN' | 'AUDIT_ADMIN'

export type PolicyStatus = 'in_force' | 'draft' | 'lapsed'

export interface PolicySummary {
  id: string
  title: string
  number?: string
  status: PolicyStatus
  from: string
  until?: string
}

export interface Account {
  id: string
  username?: string
  name: string
  office: OfficeView
  jurisdiction: Named
  roles: Role[]
  parties: Titled[]
  actsFor: OfficeView[]
  policy?: PolicySummary
  day: string
  demo: boolean
  /** Nothing else is answered until the password has been changed. */
  mustChangePassword?: boolean
}

export interface DemoAccount {
  username: string
  password: string
  name: string
  office: string
  note?: string
  jurisdiction?: string
}

export interface BusinessDay {
  day: string
  movable: boolean
}

// Workbench --------------------------------------------------------------------------------------

export interface Task {
  file: string
  fileName: string
  subject: string
  run: string
  procedure: string
  procedureTitle: string
  step?: string
  stepTitle?: string
  assignment?: string
  office: OfficeView
  filedBy?: OfficeView
  openedOn: string
  due?: string
  overdue: boolean
  reminders: number
  batchable: boolean
}

export type DutyState = 'UPCOMING' | 'OPEN' | 'DUE_SOON' | 'OVERDUE' | 'DONE' | 'DONE_LATE'

export interface DutyRow {
  file: string
  fileName: string
  subject: string
  duty: string
  title: string
  state: DutyState
  due?: string
  daysLate: number
  citation?: Citation
  procedures: Titled[]
  proposal?: string
}

export interface BlockedRow {
  file: string
  fileName: string
  hold?: string
  title?: string
  message: string
  citation?: Citation
}

export interface NoticeRow {
  id: string
  at: string
  kind: string
  title: string
  text?: string
  file?: string
  read: boolean
}

export interface Workbench {
  turns: Task[]
  duties: DutyRow[]
  blocked: BlockedRow[]
  returned: Task[]
  notices: NoticeRow[]
  figures: { turns: number; overdue: number; dueSoon: number; files: number }
}

// Files ------------------------------------------------------------------------------------------

export interface SubjectView {
  id: string
  title: string
  columns: { id: string; title: string; type: TypeView }[]
  openings: { procedure: string; title: string }[]
  stages: Titled[]
}

export interface FileRow {
  id: string
  subject: string
  name: string
  office?: OfficeView
  stage?: Titled
  columns: Record<string, Value | undefined>
  /** The columns as people read them. */
  display?: Record<string, string | undefined>
  nextDue?: { title: string; due?: string; state: DutyState }
  openRun?: {
    run?: string
    procedure: string
    title: string
    returned?: boolean
    step?: string
    waiting: OfficeView[]
  }
  holds: string[]
  overdue: number
  closed?: string
  updatedOn?: string
  version: number
}

export interface Page<T> {
  items: T[]
  total: number
  page: number
  size: number
}

export type FileState = 'open' | 'closed' | 'held' | 'overdue' | 'running' | 'returned'

export interface FileQuery {
  subject?: string
  q?: string
  stage?: string
  office?: string
  state?: FileState
  plan_year?: number
  sort?: string
  page?: number
  size?: number
}

export interface FactView {
  name: string
  title: string
  type: TypeView
  value?: Value
  display: string
  computed?: boolean
  recordedOn?: string
  recordedBy?: string
  run?: string
}

export interface MilestoneView {
  id: string
  title: string
  stage: Titled
  reachedOn?: string
}

export interface StageView {
  id: string
  title: string
  state: 'done' | 'current' | 'ahead'
}

export type RunStatus = 'IN_ROUTE' | 'RETURNED' | 'WITHDRAWN' | 'ENDED'

export type RunAction =
  'resubmit' | 'withdraw' | 'transfer' | 'add_reviewer' | 'remove_reviewer' | 'remind' | 'copy' | 'act'

export interface ActView {
  choice: string
  choiceTitle: string
  text?: string
  day: string
  person: string
  byOffice?: OfficeView
  values: ShownValue[]
  materials: ShownMaterial[]
}

export type StepKind = 'opinion' | 'decision' | 'receipt'

export interface AssignmentView {
  id: string
  party?: string
  partyTitle?: string
  office: OfficeView
  added: boolean
  transferredFrom: OfficeView[]
  reminders: number
  state: 'OPEN' | 'DONE' | 'LAPSED'
  mine: boolean
  act?: ActView
}

export interface VisitView {
  number: number
  step: string
  title: string
  kind: StepKind
  mode: 'all' | 'any'
  openedOn: string
  due?: string
  closed?: 'DONE' | 'RETURNED' | 'WITHDRAWN' | 'REFUSED'
  closedOn?: string
  assignments: AssignmentView[]
}

export interface AheadStep {
  step: string
  title: string
  kind?: StepKind
  parties: Titled[]
}

export interface RunView {
  id: string
  procedure: string
  title: string
  office?: OfficeView
  filedOn: string
  actedOn?: string
  status: RunStatus
  outcome?: string
  outcomeTitle?: string
  endedOn?: string
  values: ShownValue[]
  materials: ShownMaterial[]
  visits: VisitView[]
  ahead: AheadStep[]
  returnReason?: string
  can: RunAction[]
  copies: OfficeView[]
  forms: Titled[]
}

export interface LinkView {
  fact: string
  title: string
  file: string
  name: string
  subject: string
}

export interface DraftRow {
  id: string
  procedure: string
  title: string
  file?: string
  fileName?: string
  run?: string
  savedAt: string
}

export interface FileDetail {
  id: string
  subject: string
  subjectTitle: string
  name: string
  office?: OfficeView
  stage?: Titled
  closed?: string
  version: number
  policy: { id: string; title: string; status: PolicyStatus }
  facts: FactView[]
  milestones: MilestoneView[]
  stages: StageView[]
  runs: RunView[]
  links: LinkView[]
  assessment: AssessmentView
  drafts: DraftRow[]
  readOnly: boolean
}

// Assessment -------------------------------------------------------------------------------------

export interface MissingFact {
  fact: string
  title: string
  recordedBy: Help[]
}

export interface Reason {
  message: string
  citation?: Citation
  because: string[]
  remedy?: Remedy
  missing: MissingFact[]
}

export interface Requirement {
  id: string
  title: string
  material: boolean
  citation?: Citation
}

export type AvailabilityState = 'AVAILABLE' | 'NOT_YET' | 'BLOCKED' | 'RUNNING' | 'DONE' | 'UNDETERMINED'

export interface Availability {
  procedure: string
  title: string
  stage?: Titled
  state: AvailabilityState
  parties: Titled[]
  mine: boolean
  reasons: Reason[]
  required: Requirement[]
  citation?: Citation
}

export interface Duty {
  id: string
  title: string
  state: DutyState
  offices: OfficeView[]
  mine: boolean
  opens?: string
  due?: string
  doneOn?: string
  daysLate: number
  procedures: Titled[]
  proposal?: string
  preset?: Values
  dueCertain: boolean
  because: string[]
  citation?: Citation
}

export interface Hold {
  id: string
  title: string
  message: string
  since?: string
  blocks: Titled[]
  because: string[]
  citation?: Citation
  remedy?: Remedy
}

export interface NoticeView {
  message: string
  at?: Titled[]
  citation?: Citation
}

export interface UndeterminedRule {
  rule: string
  citation?: Citation
  missing: MissingFact[]
}

export interface AssessmentView {
  day: string
  applies?: boolean
  stage?: Titled
  procedures: Availability[]
  duties: Duty[]
  holds: Hold[]
  notices: NoticeView[]
  undetermined: UndeterminedRule[]
}

export interface HistoryEntry {
  version: number
  at: string
  day: string
  person?: string
  office?: OfficeView
  title: string
  lines: string[]
  run?: string
}

// Procedures and commands ------------------------------------------------------------------------

export interface ChoiceView {
  id: string
  title: string
  effect: 'next' | 'end' | 'return'
}

export interface StepView {
  id: string
  title: string
  kind: StepKind
  mode: 'all' | 'any'
  parties: Titled[]
  fields: FieldView[]
  materials: MaterialView[]
  choices: ChoiceView[]
  conditional: boolean
  condition?: string
  citation?: Citation
}

export interface ProcedureView {
  id: string
  title: string
  subject: string
  stage?: Titled
  opensFile: boolean
  repeat?: string
  parties: Titled[]
  fields: FieldView[]
  materials: MaterialView[]
  confirm?: string
  route: StepView[]
  forms: Titled[]
  citation?: Citation
  initial?: { values?: Values; materials?: Materials }
}

export interface CheckRequest {
  file?: string
  procedure: string
  run?: string
  assignment?: string
  choice?: string
  values: Values
  materials: Materials
  confirmed: boolean
}

export interface CheckResult {
  findings: Refusal[]
  required: string[]
  hidden: string[]
  notices: NoticeView[]
  route: AheadStep[]
}

export type Command =
  | {
      kind: 'submit'
      procedure: string
      run?: string
      values: Values
      materials: Materials
      confirmed: boolean
    }
  | {
      kind: 'act'
      run: string
      assignment?: string
      choice: string
      text: string
      returnTo?: string
      values: Values
      materials: Materials
    }
  | { kind: 'withdraw'; run: string; reason: string }
  | { kind: 'transfer'; run: string; assignment?: string; toOffice: string; reason: string }
  | { kind: 'add_reviewer'; run: string; office: string; reason: string }
  | { kind: 'remove_reviewer'; run: string; office: string; reason: string }
  | { kind: 'remind'; run: string; office?: string; text: string }
  | { kind: 'copy'; run: string; offices: string[]; text: string }

export interface CommandResult {
  file: string
  version: number
  run?: string
}

export interface BatchAct {
  file: string
  run: string
  assignment?: string
  choice: string
  text: string
  values: Values
}

export interface BatchResult {
  file: string
  run: string
  ok: boolean
  problem?: Problem
}

export interface DraftBody {
  procedure: string
  file?: string
  run?: string
  values: Values
  materials: Materials
}

export interface FormDocument {
  title: string
  html: string
}

// Regulation -------------------------------------------------------------------------------------

export type EffectKind =
  | 'limit'
  | 'duty'
  | 'definition'
  | 'notice'
  | 'consequence'
  | 'setting'
  | 'hold'
  | 'procedure'
  | 'field'
  | 'material'
  | 'step'
  | 'window'
  | 'carried'

export interface Effect {
  kind: EffectKind
  text: string
}

export interface Interpretation {
  day: string
  text: string
  office?: OfficeView
}

export interface NormView {
  id: string
  citation: Citation
  gist: string
  stage?: Titled
  from?: string
  until?: string
  effects: Effect[]
  reading?: string
  judgement?: string
  interpretations: Interpretation[]
}

export interface ArticleView {
  number: number
  display: string
  gist?: string
  text?: string
  none?: string
  norms: NormView[]
}

export interface PolicyView extends PolicySummary {
  issuer?: string
  basedOn: { title: string; number?: string }[]
  settings: {
    id: string
    title: string
    value?: Value
    display: string
    reading?: string
    citation?: Citation
  }[]
  parties: { id: string; title: string; office?: OfficeView }[]
  articles: ArticleView[]
  procedures: { id: string; title: string; stage?: Titled }[]
}

export interface CitationDetail {
  citation: Citation
  text?: string
  gist: string
  effects: Effect[]
  reading?: string
  judgement?: string
  interpretations: Interpretation[]
}

// Administration ---------------------------------------------------------------------------------

export interface OfficeRow {
  id: string
  name: string
  kind: string
  file?: string
}

export interface AccountRow {
  id: string
  username: string
  name: string
  office?: OfficeView
  roles: Role[]
  disabled: boolean
  locked: boolean
  mustChangePassword?: boolean
}

export interface AuditRow {
  number: number
  at: string
  account?: string
  person?: string
  address?: string
  kind: string
  success: boolean
  detail: string
}

export interface DelegationRow {
  id: string
  from: OfficeView
  to: OfficeView
  first: string
  last: string
  /** Given by this account's office, not received. */
  given: boolean
  active: boolean
  revokedAt?: string
}

export interface Figures {
  stages: { stage: string; title: string; count: number; amount?: string }[]
  overdue: number
  dueSoon: number
  held: number
  byOffice: { office: string; count: number; overdue: number }[]
  months: { month: string; filed: number; ended: number }[]
}

export interface Verification {
  ok: boolean
  files: number
  events: number
  firstBad?: string
}
