import type { ChargerTerms, FreeDay } from '../api/sharing-types'
import type { Booking, Car, Charger, Session } from '../api/types'
import type { Estimate } from '../lib/estimate'
import type { Action } from '../lib/hooks'
import { priceWords } from '../lib/money'
import type { Period } from '../lib/slots'
import { stationPath } from '../lib/suggested'
import { minutesBetween, periodWords } from '../lib/time'
import { connectorWords, stateWords } from '../lib/words'
import { fill, words } from '../words'
import { carName } from './book-form'
import { Booked } from './booked'
import { NowWords } from './dry-run'
import { Select } from './fields'
import { Badge, Icon } from './icons'
import { NextFree } from './next-free'
import { PriceEstimate } from './price-estimate'
import { Failure } from './states'

const w = words('charger')
const booking = words('booking')

interface Props {
  charger: Charger
  /** What is free soonest; null where that is not known. */
  soon: FreeDay | null
  isToday: boolean
  now: Date
  /** What holds for the reader; null for those who cannot book here. */
  terms: ChargerTerms | null
  /** The reader's charge that runs here. */
  session: Pick<Session, 'session_id'> | null
  cars: readonly Car[]
  carId: string
  suggested: Period | null
  estimate: Estimate | null
  booked: Booking | null
  step: string
  start: Action<[]>
  book: Action<[Period]>
  onCar: (carId: string) => void
}

/** For somebody who stands before a charger: its state and price, starting now, booking the next free time. */
export function AtCharger(props: Props) {
  const { charger, soon, terms, session, cars, start, step, booked } = props
  const zone = charger.time_zone
  return (
    <section class="card charger" data-testid={`charger-${charger.charger_id}`} aria-label={w.use}>
      <div class="charger-head">
        <div>
          <p>
            <strong>{priceWords(charger.tariff)}</strong>
          </p>
          <p class="muted">{charger.connectors.map(connectorWords).join(' · ')}</p>
        </div>
        <Badge state={stateWords(charger)} />
      </div>
      {soon && charger.in_service && (
        <NextFree free={soon.free} isToday={props.isToday} now={props.now} zone={zone} />
      )}
      {session && (
        <a class="button primary" href={`/sessions/${session.session_id}`}>
          <Icon name="bolt" />
          {booking.yourCharge}
        </a>
      )}
      {terms && !session && (
        <>
          <NowWords now={terms.now} zone={zone} />
          {cars.length > 0 && (
            <Select
              label={booking.car}
              value={props.carId}
              options={cars.map((car) => [car.car_id, carName(car)] as const)}
              onInput={props.onCar}
            />
          )}
          <div aria-live="polite">{step !== '' && <p class="note">{step}</p>}</div>
          {start.problem && <Failure problem={start.problem} zone={zone} />}
          <button
            type="button"
            class={terms.now.may_charge ? 'primary' : ''}
            aria-busy={start.busy}
            disabled={start.busy}
            onClick={() => void start.run()}
          >
            <Icon name="bolt" />
            {charger.networked ? w.start : w.checkIn}
          </button>
          {!charger.networked && <p class="muted small-print">{w.plainHint}</p>}
        </>
      )}
      {booked ? <Booked booked={booked} /> : <Suggested {...props} />}
    </section>
  )
}

function Suggested({ charger, suggested, estimate, book }: Props) {
  if (suggested === null) return null
  const { start, end } = suggested
  const minutes = minutesBetween(start, end)
  return (
    <>
      {book.problem && <Failure problem={book.problem} zone={charger.time_zone} />}
      <div class="actions">
        <button
          type="button"
          aria-busy={book.busy}
          disabled={book.busy}
          onClick={() => void book.run(suggested)}
        >
          <Icon name="calendar" />
          {fill(w.bookTime, { period: periodWords(start, end, charger.time_zone) })}
        </button>
        <a class="button" href={stationPath(charger.station_id, charger.charger_id, start, minutes)}>
          {w.anotherTime}
        </a>
      </div>
      {estimate && <PriceEstimate estimate={estimate} />}
    </>
  )
}
