import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../api/http'
import type { Car } from '../api/types'
import { clocksOfPeriod, type Period, periodOfClocks } from '../lib/slots'
import { minutesBetween, minutesWords, periodWords } from '../lib/time'
import { fill, words } from '../words'
import { Form, Select, Submit } from './fields'
import { Failure } from './states'

const w = words('booking')

interface Props {
  /** The day that the clocks are on, and the charger's zone. */
  day: string
  zone: string
  gridMinutes: number
  chosen: Period | null
  cars: readonly Car[]
  carId: string
  submit: string
  busy: boolean
  problem: Problem | null
  onChoose: (period: Period) => void
  onCar: (carId: string) => void
  onSubmit: (period: Period) => void
  /** What else belongs to the wish, and what is known of it. */
  children?: ComponentChildren
}

/** Start, end and car of a booking, by fields. Clocks are those of the charger's zone. */
export function BookForm(props: Props) {
  const { day, zone, chosen, cars } = props
  const clocks = chosen === null ? { from: '', until: '', later: false } : clocksOfPeriod(chosen, zone)
  const [from, setFrom] = useState(clocks.from)
  const [until, setUntil] = useState(clocks.until)

  useEffect(() => {
    setFrom(clocks.from)
    setUntil(clocks.until)
  }, [clocks.from, clocks.until])

  function typed(nextFrom: string, nextUntil: string) {
    setFrom(nextFrom)
    setUntil(nextUntil)
    if (nextFrom !== '' && nextUntil !== '') props.onChoose(periodOfClocks(day, nextFrom, nextUntil, zone))
  }

  return (
    <Form class="book" label={w.book} onSubmit={() => chosen && props.onSubmit(chosen)}>
      {props.problem && <Failure problem={props.problem} zone={zone} />}
      <div class="book-fields">
        <Clock
          label={w.from}
          value={from}
          gridMinutes={props.gridMinutes}
          onInput={(value) => typed(value, until)}
        />
        <Clock
          label={w.until}
          value={until}
          gridMinutes={props.gridMinutes}
          onInput={(value) => typed(from, value)}
        />
        {cars.length > 0 && (
          <Select
            label={w.car}
            value={props.carId}
            options={[['', w.noCarNamed], ...cars.map((car) => [car.car_id, carName(car)] as const)]}
            onInput={props.onCar}
          />
        )}
        <Submit busy={props.busy}>{props.submit}</Submit>
      </div>
      <p class="muted small-print" aria-live="polite">
        {chosen === null
          ? w.chooseTimes
          : fill(w.chosen, {
              period: periodWords(chosen.start, chosen.end, zone),
              length: minutesWords(minutesBetween(chosen.start, chosen.end)),
            })}
      </p>
      {props.children}
    </Form>
  )
}

function Clock(props: {
  label: string
  value: string
  gridMinutes: number
  onInput: (value: string) => void
}) {
  return (
    <div class="field">
      <label>
        <span>{props.label}</span>
        <input
          type="time"
          value={props.value}
          step={props.gridMinutes * 60}
          required
          onInput={(e) => props.onInput(e.currentTarget.value)}
        />
      </label>
    </div>
  )
}

export function carName(car: Car): string {
  return car.name || [car.make, car.model].filter(Boolean).join(' ') || car.plate || w.carWithoutName
}
