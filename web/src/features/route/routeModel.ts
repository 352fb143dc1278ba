import type { AheadStep, AssignmentView, RunView, StepKind, VisitView } from '@/api'

export type NodeState = 'agree' | 'disagree' | 'returned' | 'done' | 'open' | 'overdue' | 'lapsed' | 'ahead'

export interface RouteNode {
  key: string
  office: string
  role?: string
  state: NodeState
  day?: string
  person?: string
  word?: string
  added: boolean
  transferredFrom: string[]
  reminders: number
}

/** How the route went on from a column. */
export type Onward = 'next' | 'returned' | 'withdrawn' | 'refused'

export interface RouteColumn {
  key: string
  title: string
  kind?: StepKind
  mode: 'all' | 'any'
  /** 2 and more for a step that is visited again. */
  visit: number
  due?: string
  day?: string
  nodes: RouteNode[]
  onward: Onward
  ahead: boolean
}

const AGREEING = new Set(['agree', 'approve', 'receive'])
const REFUSING = new Set(['disagree', 'reject'])

function stateOf(assignment: AssignmentView, visit: VisitView, today: string): NodeState {
  if (assignment.act) {
    const { choice } = assignment.act
    if (AGREEING.has(choice)) return 'agree'
    if (REFUSING.has(choice)) return 'disagree'
    return choice === 'return' ? 'returned' : 'done'
  }
  if (assignment.state === 'LAPSED' || visit.closed) return 'lapsed'
  return visit.due !== undefined && visit.due < today ? 'overdue' : 'open'
}

function onwardOf(visit: VisitView): Onward {
  switch (visit.closed) {
    case 'RETURNED':
      return 'returned'
    case 'WITHDRAWN':
      return 'withdrawn'
    case 'REFUSED':
      return 'refused'
    default:
      return 'next'
  }
}

function visited(visit: VisitView, times: number, today: string): RouteColumn {
  return {
    key: `${visit.step}-${visit.number}`,
    title: visit.title,
    kind: visit.kind,
    mode: visit.mode,
    visit: times,
    due: visit.closed ? undefined : visit.due,
    day: visit.closedOn,
    nodes: visit.assignments.map((assignment) => ({
      key: assignment.id,
      office: assignment.act?.byOffice.name ?? assignment.office.name,
      role: assignment.partyTitle,
      state: stateOf(assignment, visit, today),
      day: assignment.act?.day,
      person: assignment.act?.person,
      word: assignment.act?.choiceTitle,
      added: assignment.added,
      transferredFrom: assignment.transferredFrom.map((office) => office.name),
      reminders: assignment.reminders,
    })),
    onward: onwardOf(visit),
    ahead: false,
  }
}

export function aheadColumns(steps: AheadStep[]): RouteColumn[] {
  return steps.map((step) => ({
    key: `ahead-${step.step}`,
    title: step.title,
    kind: step.kind,
    mode: 'all',
    visit: 1,
    nodes: step.parties.map((party) => ({
      key: party.id,
      office: party.title,
      state: 'ahead' as const,
      added: false,
      transferredFrom: [],
      reminders: 0,
    })),
    onward: 'next',
    ahead: true,
  }))
}

/** The whole way of a run: every visit in order, a step visited again counted, and the steps still to come. */
export function routeColumns(run: Pick<RunView, 'visits' | 'ahead'>, today: string): RouteColumn[] {
  const times = new Map<string, number>()
  const columns = run.visits.map((visit) => {
    const count = (times.get(visit.step) ?? 0) + 1
    times.set(visit.step, count)
    return visited(visit, count, today)
  })
  return [...columns, ...aheadColumns(run.ahead)]
}
