import type { FreeDay } from '../api/sharing-types'
import { clockWords, dayOf, instantWords, minutesBetween } from '../lib/time'
import { fill, words } from '../words'

const w = words('station')

interface Props {
  /** What can still be booked, soonest first: of today, or of the days after it where today has nothing. */
  free: FreeDay['free']
  isToday: boolean
  now: Date
  zone: string
}

/** Minutes: what begins on the grid within these is called now. */
const SOON = 15

/** When the charger is free next, in one sentence. */
export function NextFree({ free, isToday, now, zone }: Props) {
  const next = free[0]
  return (
    <p class="small-print">{next === undefined ? w.nothingFreeSoon : sentence(next, isToday, now, zone)}</p>
  )
}

function sentence(next: FreeDay['free'][number], isToday: boolean, now: Date, zone: string): string {
  if (!isToday) return fill(w.nextFree, { time: instantWords(next.start_date_time, zone) })
  const isNow = minutesBetween(now, next.start_date_time) <= SOON
  const from = clockWords(next.start_date_time, zone)
  if (dayOf(next.start_date_time, zone) !== dayOf(next.end_date_time, zone))
    return isNow ? w.freeNow : fill(w.nextFreeToday, { from })
  const until = clockWords(next.end_date_time, zone)
  return isNow ? fill(w.freeNowUntil, { until }) : fill(w.nextFreeTodayUntil, { from, until })
}
