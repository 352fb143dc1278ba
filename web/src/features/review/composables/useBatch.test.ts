import { expect, test } from 'vitest'
import type { Task } from '@/api'
import { batchGroups } from './useBatch'

const task = (run: string, step: string, batchable = true): Task => ({
  file: run,
  fileName: run,
  subject: 'project',
  run,
  procedure: 'declaration',
  procedureTitle: '申报',
  step,
  stepTitle: step,
  office: { id: 'o', name: 'o' },
  filedBy: { id: 'u', name: 'u' },
  openedOn: '2024-03-01',
  overdue: false,
  reminders: 0,
  batchable,
})

test('only turns of one step are decided together, and only those that need nothing more', () => {
  const groups = batchGroups([
    task('1', 'review'),
    task('2', 'sign'),
    task('3', 'review'),
    task('4', 'review', false),
  ])
  expect(groups.map((group) => group.tasks.map((one) => one.run))).toEqual([['1', '3'], ['2']])
})
