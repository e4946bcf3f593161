import type { Booking, Car, Station } from '../api/types'
import { bookingState, cancelFee, moveFee, saidReason, stateDetail } from '../lib/bookings'
import { useFocusBack } from '../lib/focus'
import type { Action, Load } from '../lib/hooks'
import { moneyWords } from '../lib/money'
import { onDay, type Period } from '../lib/slots'
import { dayOf, periodWords } from '../lib/time'
import { useDraft } from '../lib/unsaved'
import { chargerLabel } from '../lib/words'
import { fill, words, woven } from '../words'
import { BookForm } from './book-form'
import { ConfirmButton } from './confirm'
import { DayPicker } from './day-picker'
import { Badge, Icon } from './icons'
import { Failure, Shown } from './states'
import { WayThere } from './way-there'

const w = words('visits')

interface Props {
  booking: Booking
  now: Date
  cars: readonly Car[]
  step: string
  gridMinutes: number
  isChanging: boolean
  onChanging: (on: boolean) => void
  cancel: Action<[]>
  /** Of one in a series: this and all later. */
  cancelLater: Action<[]>
  /** The time, the car, and what is told once it is changed. */
  change: Action<[Period, string, done: () => void]>
  start: Action<[]>
  /** Saves it as a file for calendars. */
  keep: Action<[]>
  /** Its station, once the way there was asked for. */
  place: Load<Station | null>
  isGoing: boolean
  onGoing: (on: boolean) => void
}

/** One booking, with what may still be done about it. */
export function BookingRow(props: Props) {
  const { booking, now, step, isChanging, onChanging, cancel, cancelLater, change, start, keep } = props
  const changer = useFocusBack<HTMLButtonElement>(isChanging)
  const { start_date_time: from, end_date_time: until, time_zone: zone } = booking
  const period = periodWords(from, until, zone)
  const isSoon = Date.parse(from) - now.getTime() < 3_600_000 && Date.parse(until) > now.getTime()
  const isOpen = booking.state === 'RESERVED'
  const detail = stateDetail(booking)
  const reason = saidReason(booking)
  const fee = cancelFee(booking, now)
  const costs = fee && <p class="note warn">{fill(w.lateCancelCosts, { fee: moneyWords(fee) })}</p>
  const isToCome = (isOpen || booking.state === 'PENDING') && Date.parse(until) > now.getTime()
  return (
    <li class="card booking">
      <div class="booking-head">
        <div class="row-main">
          <strong>{period}</strong>
          <a href={`/stations/${booking.station_id}`}>{booking.station_name}</a>
          <span class="muted">{chargerLabel(booking.charger_name)}</span>
        </div>
        <Badge state={bookingState(booking.state)} />
      </div>
      {detail !== '' && <p class="muted">{detail}</p>}
      {reason !== null && <p class="muted">{woven(w.why, { reason: <bdi>{reason}</bdi> })}</p>}
      {booking.series_id !== null && (
        <p class="small-print">
          <a href={`/series/${booking.series_id}`}>{w.oneOfSeries}</a>
        </p>
      )}
      {step !== '' && (
        <p class="note" role="status">
          {step}
        </p>
      )}
      {start.problem && <Failure problem={start.problem} zone={zone} />}
      {keep.problem && <Failure problem={keep.problem} />}
      {isChanging && <Change {...props} />}
      {props.isGoing && (
        <Shown load={props.place}>{(station) => station && <WayThere station={station} />}</Shown>
      )}
      <div class="actions">
        {isOpen && isSoon && booking.session_id === null && (
          <button
            type="button"
            class="primary small"
            aria-busy={start.busy}
            disabled={start.busy}
            onClick={() => void start.run()}
          >
            <Icon name="bolt" /> {w.startCharging}
          </button>
        )}
        {booking.session_id !== null && (
          <a class="button small" href={`/sessions/${booking.session_id}`}>
            {w.seeSession}
          </a>
        )}
        {booking.may_change && booking.kind === 'booking' && (
          <button
            type="button"
            class="small"
            ref={changer}
            aria-expanded={isChanging}
            onClick={() => {
              change.clear()
              onChanging(!isChanging)
            }}
          >
            {w.change}
          </button>
        )}
        {isToCome && (
          <button
            type="button"
            class="small"
            aria-expanded={props.isGoing}
            onClick={() => props.onGoing(!props.isGoing)}
          >
            {w.directions}
          </button>
        )}
        {isToCome && (
          <button type="button" class="small" disabled={keep.busy} onClick={() => void keep.run()}>
            {w.toCalendar}
          </button>
        )}
        {booking.may_cancel && (
          <ConfirmButton
            label={w.cancelBooking}
            title={w.cancelTitle}
            confirm={w.cancelBooking}
            action={cancel}
          >
            <p>{fill(w.cancelLead, { station: booking.station_name, period })}</p>
            {costs}
          </ConfirmButton>
        )}
        {booking.may_cancel && booking.series_id !== null && (
          <ConfirmButton
            label={w.cancelLater}
            title={w.cancelLaterTitle}
            confirm={w.cancelThem}
            action={cancelLater}
          >
            <p>{fill(w.cancelLaterLead, { station: booking.station_name, period })}</p>
            {costs}
          </ConfirmButton>
        )}
      </div>
    </li>
  )
}

/** The name under which what is typed into a change is kept. */
export const changeDraft = ({ booking_id }: Pick<Booking, 'booking_id'>) => `change ${booking_id}`

function Change({ booking, now, cars, gridMinutes, change }: Props) {
  const zone = booking.time_zone
  const fee = moveFee(booking, now)
  const [draft, setDraft, done] = useDraft(changeDraft(booking), {
    chosen: { start: booking.start_date_time, end: booking.end_date_time },
    day: dayOf(booking.start_date_time, zone),
    carId: booking.car_id ?? '',
  })
  const { chosen, day, carId } = draft
  return (
    <div class="change">
      {fee && <p class="note warn">{fill(w.lateMoveCosts, { fee: moneyWords(fee) })}</p>}
      <DayPicker
        day={day}
        today={dayOf(now, zone)}
        onDay={(next) => setDraft({ ...draft, chosen: onDay(chosen, next, zone), day: next })}
      />
      <BookForm
        day={day}
        zone={zone}
        gridMinutes={gridMinutes}
        chosen={chosen}
        cars={cars}
        carId={carId}
        submit={w.save}
        busy={change.busy}
        problem={change.problem}
        onChoose={(period) => setDraft({ ...draft, chosen: period })}
        onCar={(id) => setDraft({ ...draft, carId: id })}
        onSubmit={(period) => void change.run(period, carId, done)}
      />
    </div>
  )
}
