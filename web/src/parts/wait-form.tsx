import type { Problem } from '../api/http'
import type { NewEntry } from '../api/sharing-types'
import type { Car, Charger } from '../api/types'
import { clocksOfPeriod, type Period, periodOfClocks } from '../lib/slots'
import { dayOf, minutesBetween } from '../lib/time'
import { useDraft } from '../lib/unsaved'
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
  /** Under which what is typed is kept. */
  name: string
  /** What it begins with; null: as soon as possible, anywhere. */
  wanted: Wanted | null
  chargers: readonly Charger[]
  cars: readonly Car[]
  zone: string
  today: string
  busy: boolean
  problem: Problem | null
  /** `done` is told once it is taken. */
  onSubmit: (entry: NewEntry, done: () => void) => void
}

interface Draft {
  minutes: number | null
  when: 'now' | 'window'
  day: string
  from: string
  until: string
  charger: string
  car: string
}

/** What somebody waits for: how long, now or within a window, at any charger or one. */
export function WaitForm({ name, wanted, chargers, cars, zone, today, busy, problem, onSubmit }: Props) {
  const period = wanted?.period ?? null
  const clocks = period === null ? { from: '08:00', until: '18:00' } : clocksOfPeriod(period, zone)
  const [draft, setDraft, done] = useDraft<Draft>(name, {
    minutes: period === null ? 60 : minutesBetween(period.start, period.end),
    when: wanted === null ? 'now' : 'window',
    day: period === null ? today : dayOf(period.start, zone),
    from: clocks.from,
    until: clocks.until,
    charger: wanted?.chargerId ?? '',
    car: '',
  })
  const { minutes, when, day, from, until, charger, car } = draft
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })

  function submit() {
    const window = when === 'now' ? null : periodOfClocks(day, from, until, zone)
    const entry = {
      duration_minutes: minutes ?? 0,
      ...(window && { start_date_time: window.start, end_date_time: window.end }),
      ...(charger !== '' && { charger_ids: [charger] }),
      ...(car !== '' && { car_id: car }),
    }
    onSubmit(entry, done)
  }

  return (
    <Form class="card" label={w.waitForCharger} onSubmit={submit}>
      {problem && <Failure problem={problem} zone={zone} />}
      <div class="grid">
        <LengthField
          label={w.forHowLong}
          name="duration_minutes"
          value={minutes}
          onInput={(minutes) => set({ minutes })}
          problem={problem}
        />
        <Select
          label={w.when}
          value={when}
          options={[
            ['now', w.asSoonAsPossible],
            ['window', w.atATime],
          ]}
          onInput={(when) => set({ when })}
        />
        {when === 'window' && (
          <>
            <Field
              label={w.day}
              name="day"
              type="date"
              min={today}
              value={day}
              onInput={(day) => set({ day })}
              required
            />
            <Field
              label={w.notBefore}
              name="from"
              type="time"
              value={from}
              onInput={(from) => set({ from })}
              required
            />
            <Field
              label={w.overBy}
              name="until"
              type="time"
              value={until}
              onInput={(until) => set({ until })}
              required
            />
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
            onInput={(charger) => set({ charger })}
          />
        )}
        {cars.length > 0 && (
          <Select
            label={w.car}
            value={car}
            options={[['', w.noCarNamed], ...cars.map((one) => [one.car_id, carName(one)] as const)]}
            onInput={(car) => set({ car })}
          />
        )}
      </div>
      <Submit busy={busy}>{w.tellMe}</Submit>
    </Form>
  )
}
