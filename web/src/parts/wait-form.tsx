import { useState } from 'preact/hooks'
import type { Problem } from '../api/http'
import type { NewEntry } from '../api/sharing-types'
import type { Car, Charger } from '../api/types'
import { clocksOfPeriod, type Period, periodOfClocks } from '../lib/slots'
import { dayOf, minutesBetween } from '../lib/time'
import { chargerName } from '../lib/words'
import { words } from '../words'
import { carName } from './book-form'
import { Field, Form, Select, Submit } from './fields'
import { LengthField } from './length-field'
import { Failure } from './states'

const w = words('booking')

/** A time at a charger that is taken. */
export interface Wanted {
  chargerId: string
  period: Period
}

interface Props {
  /** What it begins with; null: as soon as possible, anywhere. */
  wanted: Wanted | null
  chargers: readonly Charger[]
  cars: readonly Car[]
  zone: string
  today: string
  busy: boolean
  problem: Problem | null
  onSubmit: (entry: NewEntry) => void
}

/** What somebody waits for: how long, now or within a window, at any charger or one. */
export function WaitForm({ wanted, chargers, cars, zone, today, busy, problem, onSubmit }: Props) {
  const period = wanted?.period ?? null
  const clocks = period === null ? { from: '08:00', until: '18:00' } : clocksOfPeriod(period, zone)
  const [minutes, setMinutes] = useState<number | null>(
    period === null ? 60 : minutesBetween(period.start, period.end),
  )
  const [when, setWhen] = useState(wanted === null ? 'now' : 'window')
  const [day, setDay] = useState(period === null ? today : dayOf(period.start, zone))
  const [from, setFrom] = useState(clocks.from)
  const [until, setUntil] = useState(clocks.until)
  const [charger, setCharger] = useState(wanted?.chargerId ?? '')
  const [car, setCar] = useState('')

  function submit() {
    const window = when === 'now' ? null : periodOfClocks(day, from, until, zone)
    onSubmit({
      duration_minutes: minutes ?? 0,
      ...(window && { start_date_time: window.start, end_date_time: window.end }),
      ...(charger !== '' && { charger_ids: [charger] }),
      ...(car !== '' && { car_id: car }),
    })
  }

  return (
    <Form class="card" label={w.waitForCharger} onSubmit={submit}>
      {problem && <Failure problem={problem} zone={zone} />}
      <div class="grid">
        <LengthField
          label={w.forHowLong}
          name="duration_minutes"
          value={minutes}
          onInput={setMinutes}
          problem={problem}
        />
        <Select
          label={w.when}
          value={when}
          options={[
            ['now', w.asSoonAsPossible],
            ['window', w.atATime],
          ]}
          onInput={setWhen}
        />
        {when === 'window' && (
          <>
            <Field label={w.day} name="day" type="date" min={today} value={day} onInput={setDay} required />
            <Field label={w.notBefore} name="from" type="time" value={from} onInput={setFrom} required />
            <Field label={w.overBy} name="until" type="time" value={until} onInput={setUntil} required />
          </>
        )}
        {chargers.length > 1 && (
          <Select
            label={w.whichCharger}
            value={charger}
            options={[
              ['', w.anyCharger],
              ...chargers.map((one, i) => [one.charger_id, chargerName(one, i)] as const),
            ]}
            onInput={setCharger}
          />
        )}
        {cars.length > 0 && (
          <Select
            label={w.car}
            value={car}
            options={[['', w.noCarNamed], ...cars.map((one) => [one.car_id, carName(one)] as const)]}
            onInput={setCar}
          />
        )}
      </div>
      <Submit busy={busy}>{w.tellMe}</Submit>
    </Form>
  )
}
