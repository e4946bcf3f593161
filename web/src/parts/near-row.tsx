import type { Near } from '../api/sharing-types'
import type { Booking } from '../api/types'
import type { Action } from '../lib/hooks'
import { priceWords } from '../lib/money'
import { dayOf, instantWords, periodWords } from '../lib/time'
import { violationWords } from '../lib/violations'
import { chargerLabel, connectorWords } from '../lib/words'
import { Badge } from './icons'
import { Failure } from './states'

interface Props {
  near: Near
  start: string
  booked: Booking | null
  book: Action<[]>
}

/** A charger that was found: how far, what it has, whether it is free then, or when. */
export function NearRow({ near, start, booked, book }: Props) {
  const zone = near.time_zone
  const distance = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(near.distance_km)
  return (
    <li class="card booking">
      <div class="booking-head">
        <div class="row-main">
          <strong>
            <a href={`/stations/${near.station_id}?date=${dayOf(start, zone)}`}>{near.station_name}</a>
          </strong>
          <span>
            {chargerLabel(near.charger_name)} <span class="muted">· {near.network_name}</span>
          </span>
          <span class="muted">
            {distance} km · {near.connectors.map(connectorWords).join(', ')} · {priceWords(near.tariff)}
          </span>
        </div>
        {near.is_free ? (
          <Badge state={{ word: 'Free then', shape: 'plug', tone: 'free' }} />
        ) : (
          <Badge state={{ word: 'Taken then', shape: 'clock', tone: 'busy' }} />
        )}
      </div>
      {!near.is_free && near.next_free_at !== null && (
        <p class="muted">Free for so long from {instantWords(near.next_free_at, zone)}.</p>
      )}
      {near.violations.length > 0 && (
        <ul class="reasons">
          {near.violations.map((violation) => (
            <li key={violation.code}>{violationWords(violation, zone)}</li>
          ))}
        </ul>
      )}
      {book.problem && <Failure problem={book.problem} zone={zone} />}
      {booked ? (
        <p class="note good" role="status">
          {booked.state === 'PENDING' ? 'Asked for' : 'Booked'}:{' '}
          {periodWords(booked.start_date_time, booked.end_date_time, zone)}.{' '}
          <a href="/bookings">My bookings</a>
        </p>
      ) : (
        near.may_book && (
          <div class="actions">
            <button
              type="button"
              class="primary small"
              aria-busy={book.busy}
              disabled={book.busy}
              onClick={() => void book.run()}
            >
              Book this
            </button>
          </div>
        )
      )}
    </li>
  )
}
