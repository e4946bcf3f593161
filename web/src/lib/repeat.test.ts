import { expect, it } from 'vitest'
import { firstRepeat, type Repeat, ruleOf } from './repeat'

const MONDAY = firstRepeat('2026-01-12')

it('begins with the day of the first one, four times', () => {
  expect(ruleOf(MONDAY)).toBe('FREQ=WEEKLY;BYDAY=MO;COUNT=4')
})

it.each<[Partial<Repeat>, string | null]>([
  [{ days: [3, 1], count: '10' }, 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10'],
  [{ ends: 'until' }, 'FREQ=WEEKLY;BYDAY=MO;UNTIL=20260209'],
  [{ days: [] }, null],
  [{ count: '' }, null],
  [{ count: '0' }, null],
  [{ count: '2.5' }, null],
  [{ ends: 'until', until: '' }, null],
])('%j', (change, rule) => {
  expect(ruleOf({ ...MONDAY, ...change })).toBe(rule)
})
