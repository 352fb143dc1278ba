import { describe, expect, test } from 'vitest'
import type { AssignmentView, VisitView } from '@/api'
import { routeColumns } from './routeModel'

function assignment(id: string, more: Partial<AssignmentView> = {}): AssignmentView {
  return {
    id,
    party: id,
    partyTitle: id,
    office: { id, name: id },
    added: false,
    transferredFrom: [],
    reminders: 0,
    state: 'OPEN',
    mine: false,
    ...more,
  }
}

function acted(id: string, choice: string): AssignmentView {
  const byOffice = { id, name: id }
  const act = {
    choice,
    choiceTitle: choice,
    text: '',
    day: '2024-03-02',
    person: '甲',
    byOffice,
    values: [],
    materials: [],
  }
  return assignment(id, { state: 'DONE', act })
}

function visit(number: number, step: string, more: Partial<VisitView> = {}): VisitView {
  return {
    number,
    step,
    title: step,
    kind: 'opinion',
    mode: 'all',
    openedOn: '2024-03-01',
    assignments: [],
    ...more,
  }
}

const states = (visits: VisitView[], today = '2024-03-05') =>
  routeColumns({ visits, ahead: [] }, today).flatMap((column) => column.nodes.map((node) => node.state))

describe('routeColumns', () => {
  test.each([
    ['agree', 'agree'],
    ['approve', 'agree'],
    ['disagree', 'disagree'],
    ['reject', 'disagree'],
    ['return', 'returned'],
    ['cut', 'done'],
  ])('an act of %s is shown as %s', (choice, state) =>
    expect(states([visit(1, 'review', { assignments: [acted('a', choice)] })])).toEqual([state]),
  )

  test.each([
    ['2024-03-05', 'open'],
    ['2024-03-06', 'overdue'],
  ])('on %s a turn due on 2024-03-05 is %s', (today, state) =>
    expect(
      states([visit(1, 'review', { due: '2024-03-05', assignments: [assignment('a')] })], today),
    ).toEqual([state]),
  )

  test('offices that were not needed any more are shown as lapsed, not as waiting', () => {
    const any = visit(1, 'review', {
      mode: 'any',
      closed: 'DONE',
      assignments: [acted('a', 'agree'), assignment('b', { state: 'LAPSED' })],
    })
    expect(states([any])).toEqual(['agree', 'lapsed'])
  })

  test('a step visited again after a return is counted, and the return is an arrow of its own', () => {
    const columns = routeColumns(
      {
        visits: [
          visit(1, 'accept'),
          visit(2, 'review', { closed: 'RETURNED' }),
          visit(3, 'accept', { closed: 'DONE' }),
          visit(4, 'review'),
        ],
        ahead: [],
      },
      '2024-03-05',
    )
    expect(columns.map((column) => [column.title, column.visit, column.onward])).toEqual([
      ['accept', 1, 'next'],
      ['review', 1, 'returned'],
      ['accept', 2, 'next'],
      ['review', 2, 'next'],
    ])
  })

  test('steps still to come follow those done', () => {
    const columns = routeColumns(
      {
        visits: [visit(1, 'review')],
        ahead: [{ step: 'sign', title: '审定', kind: 'decision', parties: [{ id: 'l', title: '领导' }] }],
      },
      '2024-03-05',
    )
    expect(columns.map((column) => column.ahead)).toEqual([false, true])
    expect(columns[1]?.nodes[0]?.state).toBe('ahead')
  })
})
