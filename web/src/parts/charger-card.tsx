import { useEffect } from 'preact/hooks'
import type { Rules } from '../api/policy'
import type { ChargerTerms, SeriesMade } from '../api/sharing-types'
import type { Booking, Car, Charger, ChargerDay } from '../api/types'
import type { Action, Load } from '../lib/hooks'
import { priceWords } from '../lib/money'
import { policyWordsOf } from '../lib/policy-words'
import type { Repeat } from '../lib/repeat'
import { firstFree, type Period, pick } from '../lib/slots'
import { instantOf, periodWords } from '../lib/time'
import { connectorWords, stateWords } from '../lib/words'
import { BookForm } from './book-form'
import { DryRun, NowWords } from './dry-run'
import { Badge, Icon } from './icons'
import { RepeatFields } from './repeat-fields'
import { SeriesResult } from './series-result'
import { Failure } from './states'
import { Timeline } from './timeline'

interface Props {
  charger: Charger
  name: string
  /** What holds here for everybody, as far as it is known. */
  policy: Pick<Rules, 'min_duration_minutes' | 'max_duration_minutes'> | null
  day: string
  schedule: ChargerDay | null
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
  /** What a start waits for, in words; empty while none is under way. */
  step: string
  book: Action<[Period]>
  start: Action<[]>
  onCar: (carId: string) => void
  /** `byHand`: the driver has chosen, not the page. */
  onChoose: (period: Period | null, byHand: boolean) => void
  /** The chosen time is taken, and the driver likes to wait for it. */
  onWait: (period: Period) => void
  onRepeat: (repeat: Repeat | null) => void
}

/** One charger of a station: what it is, its day, and for members booking and starting. */
export function ChargerCard(props: Props) {
  const { charger, name, schedule, now, booked, series, chosen, step, book, start } = props
  const setChosen = (period: Period | null) => props.onChoose(period, false)
  const choose = (period: Period) => props.onChoose(period, true)
  const terms = {
    grid_minutes: schedule?.grid_minutes ?? 15,
    min_duration_minutes: props.policy?.min_duration_minutes ?? null,
    max_duration_minutes: props.policy?.max_duration_minutes ?? null,
  }
  const isKnown = props.policy !== null

  useEffect(() => {
    if (schedule === null || !charger.bookable) return
    const whole = { start: schedule.start_date_time, end: schedule.end_date_time }
    const morning = new Date(instantOf(schedule.date, '08:00', schedule.time_zone))
    const isToday = Date.parse(whole.start) <= now.getTime()
    setChosen(firstFree(whole, schedule.busy, terms, isToday ? now : morning))
  }, [schedule?.date, isKnown, charger.bookable])

  useEffect(() => {
    if (booked !== null || series !== null) setChosen(null)
  }, [booked, series])

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
      {props.terms && <NowWords now={props.terms.now} zone={charger.time_zone} />}
      <div aria-live="polite">{step !== '' && <p class="note">{step}</p>}</div>
      {start.problem && <Failure problem={start.problem} zone={charger.time_zone} />}
      {schedule && (
        <Timeline
          chargerId={charger.charger_id}
          name={name}
          day={schedule}
          now={now}
          chosen={charger.bookable ? chosen : null}
          onPick={charger.bookable ? (slot) => choose(pick(chosen, slot, schedule.busy, terms)) : undefined}
        />
      )}
      {booked && (
        <p class="note good" role="status">
          {booked.state === 'PENDING' ? 'Asked for, a manager decides' : 'Booked'}:{' '}
          {periodWords(booked.start_date_time, booked.end_date_time, booked.time_zone)}.{' '}
          <a href="/bookings">My bookings</a>
        </p>
      )}
      {series && <SeriesResult series={series} zone={charger.time_zone} />}
      {charger.bookable && schedule && (
        <BookForm
          day={props.day}
          zone={charger.time_zone}
          gridMinutes={terms.grid_minutes}
          chosen={chosen}
          cars={props.cars}
          carId={props.carId}
          submit={props.repeat === null ? 'Book' : 'Book weekly'}
          busy={book.busy}
          problem={book.problem}
          onChoose={choose}
          onCar={props.onCar}
          onSubmit={(period) => void book.run(period)}
        >
          {chosen && (
            <DryRun load={props.wish} zone={charger.time_zone} onTaken={() => props.onWait(chosen)} />
          )}
          <RepeatFields day={props.day} value={props.repeat} onInput={props.onRepeat} />
          {props.terms && <TermsHere known={props.terms} />}
        </BookForm>
      )}
    </section>
  )
}

/** What holds for the reader at this charger, once it was asked. */
function TermsHere({ known }: { known: ChargerTerms }) {
  return (
    <details class="terms">
      <summary>Terms here{known.member_class !== null && `, for ${known.member_class}`}</summary>
      <ul>
        {policyWordsOf(known.terms).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  )
}
