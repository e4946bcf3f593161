import { useState } from 'preact/hooks'
import type { Booking, Car } from '../api/types'
import { BOOKING_STATES, cancelFee, moveFee, stateDetail } from '../lib/bookings'
import type { Action } from '../lib/hooks'
import { moneyWords } from '../lib/money'
import { onDay, type Period } from '../lib/slots'
import { dayOf, periodWords } from '../lib/time'
import { chargerLabel } from '../lib/words'
import { BookForm } from './book-form'
import { ConfirmButton } from './confirm'
import { DayPicker } from './day-picker'
import { Badge, Icon } from './icons'
import { Failure } from './states'

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
  change: Action<[Period, string]>
  start: Action<[]>
}

/** One booking, with what may still be done about it. */
export function BookingRow(props: Props) {
  const { booking, now, step, isChanging, onChanging, cancel, cancelLater, change, start } = props
  const { start_date_time: from, end_date_time: until, time_zone: zone } = booking
  const period = periodWords(from, until, zone)
  const isSoon = Date.parse(from) - now.getTime() < 3_600_000 && Date.parse(until) > now.getTime()
  const isOpen = booking.state === 'RESERVED'
  const detail = stateDetail(booking)
  const fee = cancelFee(booking, now)
  const costs = fee && <p class="note warn">It is late: cancelling now costs {moneyWords(fee)}.</p>
  return (
    <li class="card booking">
      <div class="booking-head">
        <div class="row-main">
          <strong>{period}</strong>
          <a href={`/stations/${booking.station_id}`}>{booking.station_name}</a>
          <span class="muted">{chargerLabel(booking.charger_name)}</span>
        </div>
        <Badge state={BOOKING_STATES[booking.state]} />
      </div>
      {detail !== '' && <p class="muted">{detail}</p>}
      {booking.series_id !== null && (
        <p class="small-print">
          <a href={`/series/${booking.series_id}`}>One of a weekly series</a>
        </p>
      )}
      {step !== '' && (
        <p class="note" role="status">
          {step}
        </p>
      )}
      {start.problem && <Failure problem={start.problem} zone={zone} />}
      {isChanging && <Change {...props} />}
      <div class="actions">
        {isOpen && isSoon && booking.session_id === null && (
          <button
            type="button"
            class="primary small"
            aria-busy={start.busy}
            disabled={start.busy}
            onClick={() => void start.run()}
          >
            <Icon name="bolt" /> Start charging
          </button>
        )}
        {booking.session_id !== null && (
          <a class="button small" href={`/sessions/${booking.session_id}`}>
            See the session
          </a>
        )}
        {booking.may_change && (
          <button
            type="button"
            class="small"
            aria-expanded={isChanging}
            onClick={() => {
              change.clear()
              onChanging(!isChanging)
            }}
          >
            Change
          </button>
        )}
        {booking.may_cancel && (
          <ConfirmButton
            label="Cancel booking"
            title="Cancel this booking?"
            confirm="Cancel booking"
            action={cancel}
          >
            <p>
              {booking.station_name}, {period}. The time becomes free for others.
            </p>
            {costs}
          </ConfirmButton>
        )}
        {booking.may_cancel && booking.series_id !== null && (
          <ConfirmButton
            label="Cancel this and all later"
            title="Cancel this booking and all later ones of its series?"
            confirm="Cancel them"
            action={cancelLater}
          >
            <p>
              Weekly at {booking.station_name}, from {period} on. The times become free for others.
            </p>
            {costs}
          </ConfirmButton>
        )}
      </div>
    </li>
  )
}

function Change({ booking, now, cars, gridMinutes, change }: Props) {
  const zone = booking.time_zone
  const fee = moveFee(booking, now)
  const [chosen, setChosen] = useState<Period>({ start: booking.start_date_time, end: booking.end_date_time })
  const [day, setDay] = useState(dayOf(booking.start_date_time, zone))
  const [carId, setCarId] = useState(booking.car_id ?? '')
  return (
    <div class="change">
      {fee && <p class="note warn">It is late: another start now costs {moneyWords(fee)}.</p>}
      <DayPicker
        day={day}
        today={dayOf(now, zone)}
        onDay={(next) => {
          setChosen(onDay(chosen, next, zone))
          setDay(next)
        }}
      />
      <BookForm
        day={day}
        zone={zone}
        gridMinutes={gridMinutes}
        chosen={chosen}
        cars={cars}
        carId={carId}
        submit="Save"
        busy={change.busy}
        problem={change.problem}
        onChoose={setChosen}
        onCar={setCarId}
        onSubmit={(period) => void change.run(period, carId)}
      />
    </div>
  )
}
