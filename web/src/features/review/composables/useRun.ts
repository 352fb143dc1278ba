import { computed } from 'vue'
import { api, type FileDetail, type ProcedureView, type RunView } from '@/api'
import { useReading } from '@/shared'

interface Loaded {
  file: FileDetail
  run: RunView | undefined
  procedure: ProcedureView | undefined
}

async function load(fileId: string, runId: string, signal: AbortSignal): Promise<Loaded> {
  const file = await api.file(fileId, signal)
  const run = file.runs.find((one) => one.id === runId)
  // Only who acts needs the step's choices and fields.
  const form = run?.can.includes('act')
    ? await api.procedure(run.procedure, fileId, run.id, signal)
    : undefined
  return { file, run, procedure: form?.procedure }
}

/** One run with its file, and what is asked of this account in it. */
export function useRun(file: () => string, run: () => string) {
  const reading = useReading(
    () => [file(), run()] as const,
    ([fileId, runId], signal) => load(fileId, runId, signal),
  )

  /** The open turns of this account, each with its step. */
  const turns = computed(() => {
    const { run: current, procedure } = reading.data.value ?? {}
    if (!current || !procedure) return []
    return current.visits
      .filter((visit) => !visit.closed)
      .flatMap((visit) => {
        const step = procedure.route.find((one) => one.id === visit.step)
        if (!step) return []
        return visit.assignments
          .filter((assignment) => assignment.mine && assignment.state === 'OPEN')
          .map((assignment) => ({ assignment, step, visit }))
      })
  })

  /** Steps behind the open one, to which a decision may return. */
  const earlier = computed(() => {
    const visits = reading.data.value?.run?.visits ?? []
    const open = visits.filter((visit) => !visit.closed).map((visit) => visit.step)
    return [...new Map(visits.map((visit) => [visit.step, visit.title]))]
      .filter(([step]) => !open.includes(step))
      .map(([id, title]) => ({ id, title }))
  })

  return { ...reading, turns, earlier }
}
