/** A weekly series as it is asked for in a form. */
import { weekdayOf, weeklyRule } from './bookings'
import { addDays } from './time'

export interface Repeat {
  days: number[]
  ends: 'count' | 'until'
  count: string
  until: string
  allOrNone: boolean
}

/** The most times that a series may take place. */
export const MOST_TIMES = 52

/** Weekly on the day of the first one, four times. */
export function firstRepeat(day: string): Repeat {
  return { days: [weekdayOf(day)], ends: 'count', count: '4', until: addDays(day, 28), allOrNone: false }
}

/** The rule of a repeat, or null while it is not whole. */
export function ruleOf({ days, ends, count, until }: Repeat): string | null {
  if (days.length === 0) return null
  if (ends === 'until') return until === '' ? null : weeklyRule(days, { until })
  const times = Number(count)
  return Number.isInteger(times) && times >= 1 ? weeklyRule(days, { count: times }) : null
}
