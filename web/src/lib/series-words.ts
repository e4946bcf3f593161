/** A weekly series in words: its rule, and how long it goes on. */
import type { Series } from '../api/sharing-types'
import { counted, fill, listed, words } from '../words'
import { clockWords, dayWords, weekdayWords } from './time'

const w = words('visits')

type Rule = Pick<
  Series,
  'interval' | 'weekdays' | 'start_date_time' | 'end_date_time' | 'time_zone' | 'until' | 'occurrences'
>

/** "Every 2 weeks on Monday and Friday, 08:00 – 10:00". */
export function seriesRule({ interval, weekdays, start_date_time, end_date_time, time_zone }: Rule): string {
  const clocks = [start_date_time, end_date_time].map((at) => clockWords(at, time_zone))
  return counted(w.seriesRule, interval, {
    days: listed(weekdays.map((day) => weekdayWords(day - 1))),
    time: clocks.join(' – '),
  })
}

/** "8 times", or "until Sun 21 November". */
export function seriesEnd({ until, occurrences }: Rule): string {
  return until === null ? counted(w.seriesTimes, occurrences) : fill(w.seriesUntil, { day: dayWords(until) })
}
