import type { Near } from '../api/sharing-types'
import type { Booking } from '../api/types'
import type { Action } from '../lib/hooks'
import { priceWords } from '../lib/money'
import { stationPath } from '../lib/suggested'
import { instantWords } from '../lib/time'
import { violationWords } from '../lib/violations'
import { chargerLabel, connectorWords } from '../lib/words'
import { fill, words } from '../words'
import { Booked } from './booked'
import { Badge } from './icons'
import { Failure } from './states'

const w = words('map')

interface Props {
  near: Near
  /** What was asked about. */
  start: string
  minutes: number
  booked: Booking | null
  book: Action<[]>
}

/** A charger that was found: how far, what it has, whether it is free then, or when. */
export function NearRow({ near, start, minutes, booked, book }: Props) {
  const zone = near.time_zone
  const name = chargerLabel(near.charger_name)
  return (
    <li class="card booking">
      <div class="booking-head">
        <div class="row-main">
          <strong>
            <a href={stationPath(near.station_id, near.charger_id, start, minutes)}>{near.station_name}</a>
          </strong>
          <span>{[name, near.network_name].filter(Boolean).join(' · ')}</span>
          <span class="muted">
            {[
              distanceWords(near.distance_km),
              ...near.connectors.map(connectorWords),
              priceWords(near.tariff),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        {near.is_free ? (
          <Badge state={{ word: w.freeThen, shape: 'plug', tone: near.may_book ? 'free' : 'quiet' }} />
        ) : (
          <Badge state={{ word: w.takenThen, shape: 'clock', tone: 'busy' }} />
        )}
      </div>
      {!near.is_free && near.next_free_at !== null && (
        <p class="muted">{fill(w.freeFrom, { time: instantWords(near.next_free_at, zone) })}</p>
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
        <Booked booked={booked} />
      ) : (
        near.may_book && (
          <div class="actions">
            <button
              type="button"
              class="primary small"
              aria-label={fill(w.bookThisAt, { charger: name, station: near.station_name })}
              aria-busy={book.busy}
              disabled={book.busy}
              onClick={() => void book.run()}
            >
              {w.bookThis}
            </button>
          </div>
        )
      )}
    </li>
  )
}

/** How far from the middle of the map; nothing for what is as good as there. */
function distanceWords(km: number): string {
  const metres = Math.round(km * 10) * 100
  if (metres === 0) return ''
  return metres < 1000 ? fill(w.metres, { distance: metres }) : fill(w.distance, { distance: metres / 1000 })
}
