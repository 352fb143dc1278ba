import type { components } from './schema'

/** The contract's types under the names that the screens use; every shape is generated from the OpenAPI document. */
type Schemas = components['schemas']

export type Titled = Schemas['Named']
export type OfficeView = Schemas['OfficeView']
export type Citation = Schemas['CitationView']
export type Help = Schemas['Help']
export type Remedy = Schemas['RemedyView']
export type Refusal = Schemas['RefusalView']
export type RefusalKind = Refusal['kind']
/** RFC 9457; what did not come from the server has only a title and a status. */
export type Problem = Pick<Schemas['Problem'], 'title' | 'status'> & Partial<Schemas['Problem']>

// Values -----------------------------------------------------------------------------------------

export type TypeView = Schemas['TypeView']
export type TypeKind = TypeView['kind']
export type PartView = Schemas['PartView']
/** A value as it travels: money and dates are text, lists arrays, records objects. The document leaves it open. */
export type Value = string | number | boolean | Value[] | { [field: string]: Value | undefined }
export type Values = Record<string, Value | undefined>
export type FieldView = Schemas['FieldView']
export type MaterialView = Schemas['MaterialView']
export type Attachment = Schemas['AttachmentView']
export type MaterialValue = Schemas['MaterialValue'] & { attachments: Attachment[] }
export type Materials = Record<string, MaterialValue | undefined>
export type ShownValue = Schemas['ValueView']
export type ShownMaterial = Schemas['MaterialRow']

// Session and work ---------------------------------------------------------------------------------

export type Account = Schemas['AccountView']
export type Role = Account['roles'][number]
export type PlatformView = Schemas['PlatformView']
export type DemoAccount = Schemas['DemoAccount']
export type BusinessDay = Schemas['BusinessDay']
export type Workbench = Schemas['Workbench']
export type Task = Schemas['Task']
export type DutyRow = Schemas['DutyTask']
export type DutyState = DutyRow['state']
export type BlockedRow = Schemas['BlockedRow']
export type NoticeRow = Schemas['NoticeRow']

// Files --------------------------------------------------------------------------------------------

export type SubjectView = Schemas['SubjectView']
export type FileRow = Schemas['FileRowView']
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
export type FileDetail = Schemas['FileDetail']
export type FactView = Schemas['FactView']
export type MilestoneView = Schemas['MilestoneView']
export type StageView = Schemas['StageView']
export type Reading = Schemas['ReadingView']
export type LinkView = Schemas['LinkView']
export type DraftRow = Schemas['DraftRow']
export type HistoryEntry = Schemas['HistoryEntry']
export type RunView = Schemas['RunView']
export type VisitView = Schemas['VisitView']
export type AssignmentView = Schemas['AssignmentView']
export type StepKind = VisitView['kind']
/** A step to come, of a run or of a submission not yet made. */
export type AheadStep = Schemas['RouteStepView'] & Partial<Pick<Schemas['StepAhead'], 'kind'>>

// What exists already that does the same ------------------------------------------------------------

export type Opinion = Schemas['OpinionView']
export type LookAlike = Schemas['LookAlike']
export type LookAlikes = Schemas['LookAlikes']
export type LookAlikesRequest = { file?: string; procedure: string; field?: string; values: Values }
export type SideBySide = Schemas['SideBySide']
export type RunLookAlikes = Schemas['RunLookAlikes']
export type RecordedLookAlike = Schemas['RecordedLookAlike']
export type Batch = Schemas['BatchView']
export type BatchReport = Schemas['BatchReport']
export type BatchPair = Schemas['BatchPair']
export type BatchRequest = { about?: string; files?: string[]; everything?: boolean }
export type OverlapMap = Schemas['OverlapMap']
export type MapFile = Schemas['MapFile']
export type MapEdge = Schemas['MapEdge']

// What exists already that the form can use, and where its price stands -------------------------------

export type Associations = Schemas['Associations']
export type AssociationsRequest = LookAlikesRequest
export type Suggestion = Schemas['SuggestionView']
export type SuggestionInto = Schemas['IntoView']
export type EarlierProject = Schemas['EarlierProject']
export type Prices = Schemas['PricesView']
export type PriceReference = Schemas['PriceView']
export type RunAssociations = Schemas['RunAssociations']

// Reports ------------------------------------------------------------------------------------------

export type ReportSummary = Schemas['ReportSummary']
export type ReportPage = Schemas['ReportPage']
export type ReportLine = Schemas['ReportLine']
export type UndecidedLine = Schemas['UndecidedLine']
export interface ReportQuery {
  page: number
  undecided_page: number
  size: number
}

// Assessment ---------------------------------------------------------------------------------------

export type AssessmentView = Schemas['AssessmentView']
export type Availability = Schemas['AvailabilityView']
export type AvailabilityState = Availability['state']
export type Duty = Schemas['DutyView']
export type MissingFact = Schemas['MissingView']
export type NoticeView = Schemas['NoticeView']

// Procedures and commands --------------------------------------------------------------------------

export type ProcedureForm = Schemas['ProcedureForm']
export type ProcedureView = Schemas['ProcedureView']
export type StepView = Schemas['StepView']
export type CheckResult = Schemas['CheckResult']
export interface CheckRequest {
  file?: string
  procedure: string
  run?: string
  assignment?: string
  choice?: string
  text?: string
  returnTo?: string
  values: Values
  materials: Materials
  confirmed: boolean
}

interface Filled {
  values: Values
  materials: Materials
}
export type Submit = Filled & { procedure: string; run?: string; confirmed: boolean }
export type Act = Filled & {
  run: string
  assignment?: string
  choice: string
  text: string
  returnTo?: string
}
/** What can be done with a run beside filing it and acting in it. */
export type Operation = Exclude<Schemas['CommandBody'], { kind: 'submit' } | { kind: 'act' }>
export type CommandResult = Schemas['Recording']
export type BatchAct = Schemas['BatchAct']
export type BatchResult = Schemas['BatchResult']
export type DraftBody = Filled & { procedure: string; file?: string; run?: string }
// Regulation and administration --------------------------------------------------------------------

export type PolicySummary = Schemas['PolicyRow']
export type PolicyView = Schemas['PolicyView']
export type ArticleView = Schemas['ArticleView']
export type Effect = Schemas['EffectView']
export type CitationDetail = Schemas['CitationDetail']
export type OfficeRow = Schemas['OfficeRow']
export type AccountRow = Schemas['AccountRow']
export type AccountChange = Schemas['AccountChange']
export type AuditRow = Schemas['AuditEntry']
export type DelegationRow = Schemas['DelegationRow']
export type Figures = Schemas['FiguresView']
export type Verification = Schemas['VerifyResult']
