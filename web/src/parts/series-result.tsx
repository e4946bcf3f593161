import type { SeriesMade } from '../api/sharing-types'
import type { RefusedTime } from '../api/types'
import { counted } from '../lib/policy-words'
import { periodWords } from '../lib/time'
import { violationWords } from '../lib/violations'

/** What became of a series: what was booked, and what was not and why. */
export function SeriesResult({ series, zone }: { series: SeriesMade; zone: string }) {
  return (
    <div class="note good" role="status">
      <p>
        Booked: {counted(series.bookings.length, 'time')}.{' '}
        <a href={`/series/${series.series_id}`}>The series</a>
      </p>
      <ul>
        {series.bookings.map((booking) => (
          <li key={booking.booking_id}>
            {periodWords(booking.start_date_time, booking.end_date_time, zone)}
          </li>
        ))}
      </ul>
      {series.refused.length > 0 && (
        <>
          <p>Not booked: {counted(series.refused.length, 'time')}.</p>
          <RefusedTimes refused={series.refused} zone={zone} />
        </>
      )}
    </div>
  )
}

/** Times that cannot be booked, each with every reason. */
export function RefusedTimes({ refused, zone }: { refused: readonly RefusedTime[]; zone: string }) {
  return (
    <ul>
      {refused.map((time) => (
        <li key={time.start_date_time}>
          {periodWords(time.start_date_time, time.end_date_time, zone)}:{' '}
          {time.violations.map((violation) => violationWords(violation, zone)).join(' ')}
        </li>
      ))}
    </ul>
  )
}
