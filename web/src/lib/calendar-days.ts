/** The days that a calendar shows: one, or the week (Monday to Sunday) around it. */
import { addDays } from './time'

export type Span = 'day' | 'week'

export function shownDays(day: string, span: Span): string[] {
  if (span === 'day') return [day]
  const monday = addDays(day, 1 - Temporal.PlainDate.from(day).dayOfWeek)
  return Array.from({ length: 7 }, (_, i) => addDays(monday, i))
}

/** The same day, so many spans later. */
export function spanLater(day: string, span: Span, count: number): string {
  return addDays(day, count * (span === 'week' ? 7 : 1))
}
