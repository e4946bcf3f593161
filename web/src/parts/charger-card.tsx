import { useRef } from 'preact/hooks'
import type { ChargerTerms, FreeDay, SeriesMade } from '../api/sharing-types'
import type { Booking, Car, Charger, ChargerDay, Session } from '../api/types'
import { estimate } from '../lib/estimate'
import type { Action, Load } from '../lib/hooks'
import { priceWords } from '../lib/money'
import type { Repeat } from '../lib/repeat'
import type { Period, SlotTerms } from '../lib/slots'
import { minutesBetween } from '../lib/time'
import { connectorWords, stateWords } from '../lib/words'
import { words } from '../words'
import { BookForm } from './book-form'
import { Booked } from './booked'
import { TermsHere } from './charger-terms'
import { DryRun, NowWords } from './dry-run'
import { Badge, Icon } from './icons'
import { NextFree } from './next-free'
import { PriceEstimate } from './price-estimate'
import { RepeatFields } from './repeat-fields'
import { SeriesResult } from './series-result'
import { Failure } from './states'
import { Timeline } from './timeline'
import { Week } from './week'

const w = words('station')
const booking = words('booking')

export interface CardProps {
  charger: Charger
  name: string
  day: string
  today: string
  schedule: ChargerDay | null
  /** What is free soon; null where that is not known, or not of now. */
  soon: FreeDay | null
  /** Seven days from `day` on; null where the day alone is shown. */
  week: readonly FreeDay[] | null
  slots: SlotTerms
  cars: readonly Car[]
  carId: string
  now: Date
  booked: Booking | null
  series: SeriesMade | null
  chosen: Period | null
  /** The terms for the chosen time; null until somebody chooses one. */
  wish: Pick<Load<ChargerTerms | null>, 'loaded'>
  /** What holds for the reader here, as it was last told. */
  terms: ChargerTerms | null
  repeat: Repeat | null
  /** The reader's charge that runs here. */
  session: Pick<Session, 'session_id'> | null
  /** What a start waits for, in words; empty while none is under way. */
  step: string
  book: Action<[Period]>
  start: Action<[]>
  onCar: (carId: string) => void
  onDay: (day: string) => void
  onChoose: (period: Period) => void
  /** The chosen time is taken, and the driver likes to wait for it. */
  onWait: (period: Period) => void
  onRepeat: (repeat: Repeat | null) => void
}

/** One charger of a station: what it is, its day or week, and for members booking and starting. */
export function ChargerCard(props: CardProps) {
  const { charger, name, schedule, soon, week, now, booked, series, chosen, session, step, book, start } =
    props
  const car = props.cars.find((one) => one.car_id === props.carId) ?? null
  const heading = useRef<HTMLHeadingElement>(null)
  const zone = charger.time_zone
  return (
    <section class="card charger" data-testid={`charger-${charger.charger_id}`} aria-label={name}>
      <header class="charger-head">
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {name}
          </h2>
          <p class="muted">{charger.connectors.map(connectorWords).join(' · ')}</p>
          <p>{priceWords(charger.tariff)}</p>
        </div>
        <div class="charger-side">
          <Badge state={stateWords(charger)} />
          {session && (
            <a class="button primary" href={`/sessions/${session.session_id}`}>
              <Icon name="bolt" />
              {booking.yourCharge}
            </a>
          )}
          {charger.bookable && !session && (
            <button
              type="button"
              aria-busy={start.busy}
              disabled={start.busy}
              onClick={() => void start.run()}
            >
              <Icon name="bolt" />
              {charger.networked ? w.startCharging : w.checkIn}
            </button>
          )}
        </div>
      </header>
      {soon && charger.in_service && (
        <NextFree free={soon.free} isToday={soon.date === props.today} now={now} zone={zone} />
      )}
      {charger.bookable && !session && <NowWords now={props.terms?.now ?? null} zone={zone} />}
      <div aria-live="polite">{step !== '' && <p class="note">{step}</p>}</div>
      {start.problem && <Failure problem={start.problem} zone={zone} />}
      {week && (
        <Week
          name={name}
          days={week}
          zone={zone}
          onDay={(day) => {
            props.onDay(day)
            heading.current?.focus()
          }}
        />
      )}
      {schedule && !week && (
        <Timeline
          chargerId={charger.charger_id}
          name={name}
          day={schedule}
          now={now}
          chosen={charger.bookable ? chosen : null}
          terms={props.slots}
          onChoose={charger.bookable ? props.onChoose : undefined}
        />
      )}
      {booked && <Booked booked={booked} />}
      {series && <SeriesResult series={series} zone={zone} />}
      {charger.bookable && schedule && (
        <BookForm
          day={props.day}
          zone={zone}
          gridMinutes={props.slots.grid_minutes}
          chosen={chosen}
          cars={props.cars}
          carId={props.carId}
          submit={props.repeat === null ? booking.book : booking.bookWeekly}
          busy={book.busy}
          problem={book.problem}
          onChoose={props.onChoose}
          onCar={props.onCar}
          onSubmit={(period) => void book.run(period)}
        >
          {chosen && (
            <PriceEstimate estimate={estimate(charger, car, minutesBetween(chosen.start, chosen.end))} />
          )}
          {chosen && <DryRun load={props.wish} zone={zone} onTaken={() => props.onWait(chosen)} />}
          <RepeatFields day={props.day} value={props.repeat} onInput={props.onRepeat} />
          {props.terms && <TermsHere known={props.terms} />}
        </BookForm>
      )}
    </section>
  )
}
