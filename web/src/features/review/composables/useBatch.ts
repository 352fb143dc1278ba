import type { Task } from '@/api'

export interface BatchGroup {
  key: string
  procedure: string
  step: string
  title: string
  tasks: Task[]
}

/** Turns that can be decided together: those of one step of one procedure. */
export function batchGroups(tasks: Task[]): BatchGroup[] {
  const groups = new Map<string, BatchGroup>()
  for (const task of tasks) {
    if (!task.batchable || task.step === undefined) continue
    const key = `${task.procedure}.${task.step}`
    const group = groups.get(key) ?? {
      key,
      procedure: task.procedure,
      step: task.step,
      title: `${task.procedureTitle} · ${task.stepTitle ?? ''}`,
      tasks: [],
    }
    groups.set(key, { ...group, tasks: [...group.tasks, task] })
  }
  return [...groups.values()]
}
