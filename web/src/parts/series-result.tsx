import type { SeriesMade } from '../api/sharing-types'
import { periodWords } from '../lib/time'
import { counted, words } from '../words'
import { RefusedTimes } from './refused-times'

const w = words('booking')

/** What became of a series: what was booked, and what was not and why. */
export function SeriesResult({ series, zone }: { series: SeriesMade; zone: string }) {
  return (
    <div class="note good" role="status">
      <p>
        {counted(w.seriesBooked, series.bookings.length)}{' '}
        <a href={`/series/${series.series_id}`}>{w.theSeries}</a>
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
          <p>{counted(w.seriesNotBooked, series.refused.length)}</p>
          <RefusedTimes refused={series.refused} zone={zone} />
        </>
      )}
    </div>
  )
}
