import type { Offer } from '../api/sharing-types'
import { countdown } from '../lib/bookings'
import type { Action } from '../lib/hooks'
import { minutesBetween, minutesWords, periodWords } from '../lib/time'
import { chargerLabel } from '../lib/words'
import { fill, words } from '../words'
import { Failure } from './states'

const w = words('booking')

interface Props {
  offer: Offer
  now: Date
  accept: Action<[]>
  pass: Action<[]>
  snooze: Action<[]>
}

/** A charger that is held for the reader, for as long as the countdown says. */
export function OfferCard({ offer, now, accept, pass, snooze }: Props) {
  const { start_date_time: from, end_date_time: until, time_zone: zone } = offer
  const left = countdown(offer.hold_until_date_time, now)
  const isBusy = accept.busy || pass.busy || snooze.busy
  const problem = accept.problem ?? pass.problem ?? snooze.problem
  return (
    <section class="card offer" aria-label={fill(w.offerAt, { station: offer.station_name })}>
      <div class="booking-head">
        <div class="row-main">
          <strong>{w.freeForYou}</strong>
          <span>
            <a href={`/stations/${offer.station_id}`}>{offer.station_name}</a>{' '}
            {chargerLabel(offer.charger_name)}
          </span>
          <span>
            {fill(w.chosen, {
              period: periodWords(from, until, zone),
              length: minutesWords(minutesBetween(from, until)),
            })}
          </span>
        </div>
        <span class="badge busy" role="timer">
          {left === '' ? w.over : fill(w.heldFor, { time: left })}
        </span>
      </div>
      {problem && <Failure problem={problem} zone={zone} />}
      <div class="actions">
        <button
          type="button"
          class="primary"
          aria-busy={accept.busy}
          disabled={isBusy}
          onClick={() => void accept.run()}
        >
          {w.takeIt}
        </button>
        <button type="button" disabled={isBusy} onClick={() => void pass.run()}>
          {w.pass}
        </button>
        <button type="button" disabled={isBusy} onClick={() => void snooze.run()}>
          {w.snooze}
        </button>
      </div>
    </section>
  )
}
