import type { RefusedTime } from '../api/types'
import { periodWords } from '../lib/time'
import { violationWords } from '../lib/violations'
import { fill, words } from '../words'

const w = words('common')

/** Times that cannot be booked, each with every reason. */
export function RefusedTimes({ refused, zone }: { refused: readonly RefusedTime[]; zone: string }) {
  return (
    <ul>
      {refused.map((time) => (
        <li key={time.start_date_time}>
          {fill(w.refusedTime, {
            period: periodWords(time.start_date_time, time.end_date_time, zone),
            reasons: time.violations.map((violation) => violationWords(violation, zone)).join(' '),
          })}
        </li>
      ))}
    </ul>
  )
}
