import { computed, ref, shallowRef, watch } from 'vue'
import {
  api,
  newKey,
  type Attachment,
  type CheckRequest,
  type CommandResult,
  type FileDetail,
  type Materials,
  type ProcedureView,
  type Values,
} from '@/api'
import { submitted, useLiveCheck } from '@/features/filling'
import { useAction, useReading } from '@/shared'
import { useDraft } from './useDraft'

export interface SubmissionKey {
  procedure: string
  file?: string
  run?: string
  draft?: string
}

interface Start {
  procedure: ProcedureView
  file?: FileDetail
  values: Values
  materials: Materials
}

type Papers = Record<string, { attachments?: Attachment[]; waived?: string }>

const papersOf = (papers: Papers = {}): Materials =>
  Object.fromEntries(
    Object.entries(papers).map(([id, one]) => [id, { ...one, attachments: one.attachments ?? [] }]),
  )
/** The document leaves values open; the contract says that they are values. */
const valuesOf = (values: Record<string, unknown> = {}) => values as Values

/** What the form begins with: the server's values, or those of a draft. */
async function begin(key: SubmissionKey, signal: AbortSignal): Promise<Start> {
  const [form, file, draft] = await Promise.all([
    api.procedure(key.procedure, key.file, key.run, signal),
    key.file === undefined ? undefined : api.file(key.file, signal),
    key.draft === undefined ? undefined : api.draft(key.draft, signal),
  ])
  return {
    procedure: form.procedure,
    file,
    values: { ...valuesOf(form.initial), ...valuesOf(draft?.values) },
    materials: { ...papersOf(form.materials), ...papersOf(draft?.materials) },
  }
}

/** One submission being filled in: its form, the live answer of the rules, its draft, and sending it. */
export function useSubmission(key: SubmissionKey) {
  const values = ref<Values>({})
  const materials = ref<Materials>({})
  const confirmed = ref(false)
  const tried = ref(false)
  const started = shallowRef<Start>()
  /** The same for every attempt, so that a repeated click or a lost answer files once. */
  const idempotencyKey = newKey()

  const {
    data,
    problem: readProblem,
    loading,
    reload,
  } = useReading(
    () => key,
    (current, signal) => begin(current, signal),
  )
  watch(data, (start) => {
    if (!start) return
    values.value = start.values
    materials.value = start.materials
    started.value = start
  })

  const body = computed<CheckRequest | undefined>(() =>
    started.value
      ? {
          file: key.file,
          procedure: key.procedure,
          run: key.run,
          values: submitted(started.value.procedure.fields, values.value, new Set()),
          materials: materials.value,
          confirmed: confirmed.value,
        }
      : undefined,
  )
  const check = useLiveCheck(() => body.value)
  const draft = useDraft(key.draft, () => ({
    procedure: key.procedure,
    file: key.file,
    run: key.run,
    values: body.value?.values ?? {},
    materials: materials.value,
  }))
  const filled = () => {
    if (started.value) draft.changed()
  }

  const { run, busy, problem } = useAction(async (): Promise<CommandResult> => {
    const start = started.value
    if (!start) throw new Error('nothing to send')
    const sent = {
      procedure: key.procedure,
      run: key.run,
      values: submitted(start.procedure.fields, values.value, check.hidden.value),
      materials: materials.value,
      confirmed: confirmed.value,
    }
    const answer =
      key.file === undefined
        ? await api.openFile(sent, idempotencyKey)
        : await api.submit(key.file, sent, start.file?.version, idempotencyKey)
    await draft.discard()
    return answer
  })

  return {
    values,
    materials,
    confirmed,
    tried,
    started,
    readProblem,
    loading,
    reload,
    check,
    draft,
    filled,
    submit: run,
    busy,
    problem,
  }
}
