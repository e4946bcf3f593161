import { useEffect, useState } from 'preact/hooks'
import type { Booking, Car, Charger, ChargerDay, Network } from '../api/types'
import type { Action } from '../lib/hooks'
import { priceWords } from '../lib/money'
import { firstFree, type Period, pick } from '../lib/slots'
import { instantOf, periodWords } from '../lib/time'
import { connectorWords, stateWords } from '../lib/words'
import { BookForm } from './book-form'
import { Badge, Icon } from './icons'
import { Failure } from './states'
import { Timeline } from './timeline'

interface Props {
  charger: Charger
  name: string
  network: Network | null
  day: string
  schedule: ChargerDay | null
  cars: readonly Car[]
  carId: string
  now: Date
  booked: Booking | null
  /** What a start waits for, in words; empty while none is under way. */
  step: string
  book: Action<[Period]>
  start: Action<[]>
  onCar: (carId: string) => void
}

/** One charger of a station: what it is, its day, and for members booking and starting. */
export function ChargerCard(props: Props) {
  const { charger, name, schedule, now, booked, step, book, start } = props
  const [chosen, setChosen] = useState<Period | null>(null)
  const terms = {
    grid_minutes: schedule?.grid_minutes ?? 15,
    min_duration_minutes: props.network?.policy.min_duration_minutes ?? null,
    max_duration_minutes: props.network?.policy.max_duration_minutes ?? null,
  }
  const isKnown = props.network !== null

  useEffect(() => {
    if (schedule === null || !charger.bookable) return
    const whole = { start: schedule.start_date_time, end: schedule.end_date_time }
    const morning = new Date(instantOf(schedule.date, '08:00', schedule.time_zone))
    const isToday = Date.parse(whole.start) <= now.getTime()
    setChosen(firstFree(whole, schedule.busy, terms, isToday ? now : morning))
  }, [schedule?.date, isKnown, charger.bookable])

  useEffect(() => {
    if (booked !== null) setChosen(null)
  }, [booked])

  return (
    <section class="card charger" data-testid={`charger-${charger.charger_id}`} aria-label={name}>
      <header class="charger-head">
        <div>
          <h2>{name}</h2>
          <p class="muted">{charger.connectors.map(connectorWords).join(' · ')}</p>
          <p>{priceWords(charger.tariff)}</p>
        </div>
        <div class="charger-side">
          <Badge state={stateWords(charger)} />
          {charger.bookable && (
            <button
              type="button"
              aria-busy={start.busy}
              disabled={start.busy}
              onClick={() => void start.run()}
            >
              <Icon name="bolt" />
              Start charging
            </button>
          )}
        </div>
      </header>
      <div aria-live="polite">{step !== '' && <p class="note">{step}</p>}</div>
      {start.problem && <Failure problem={start.problem} zone={charger.time_zone} />}
      {schedule && (
        <Timeline
          chargerId={charger.charger_id}
          name={name}
          day={schedule}
          now={now}
          chosen={charger.bookable ? chosen : null}
          onPick={
            charger.bookable ? (slot) => setChosen(pick(chosen, slot, schedule.busy, terms)) : undefined
          }
        />
      )}
      {booked && (
        <p class="note good" role="status">
          Booked: {periodWords(booked.start_date_time, booked.end_date_time, booked.time_zone)}.{' '}
          <a href="/bookings">My bookings</a>
        </p>
      )}
      {charger.bookable && schedule && (
        <BookForm
          day={props.day}
          zone={charger.time_zone}
          gridMinutes={terms.grid_minutes}
          chosen={chosen}
          cars={props.cars}
          carId={props.carId}
          submit="Book"
          busy={book.busy}
          problem={book.problem}
          onChoose={setChosen}
          onCar={props.onCar}
          onSubmit={(period) => void book.run(period)}
        />
      )}
    </section>
  )
}
