import { useMemo } from 'preact/hooks'
import type { Problem } from '../api/http'
import type { OpeningHours } from '../api/types'
import type { StationDraft } from '../lib/drafts'
import { degrees, type Focus } from '../lib/geo'
import { Field } from './fields'
import { MapPart } from './map'
import type { MapPin } from './pin'

interface Props {
  value: StationDraft
  onInput: (value: StationDraft) => void
  problem: Problem | null
  styleUrl: string | null
  /** Where the map goes to: around the pin at first, or a place that was looked up. */
  focus: Focus | null
}

/** Name, pin and address of a station. The pin is put by a click on the map or typed as coordinates. */
export function StationFields({ value, onInput, problem, styleUrl, focus }: Props) {
  const set = (change: Partial<StationDraft>) => onInput({ ...value, ...change })
  const latitude = degrees(value.latitude, 90)
  const longitude = degrees(value.longitude, 180)
  const pins = useMemo(() => pinAt(latitude, longitude), [latitude, longitude])
  const text = (label: string, name: 'line' | 'city' | 'postal_code' | 'country') => (
    <Field
      label={label}
      name={`address.${name}`}
      value={value[name]}
      onInput={(typed) => set({ [name]: typed })}
      problem={problem}
    />
  )
  return (
    <>
      <Field
        label="Station name"
        name="name"
        value={value.name}
        onInput={(name) => set({ name })}
        problem={problem}
        required
      />
      <div class="map-field">
        <p class="hint">Click on the map to put the pin, or type its coordinates.</p>
        <MapPart
          label="Map to put the pin"
          styleUrl={styleUrl}
          pins={pins}
          focus={focus}
          onPoint={(lat, lon) => set({ latitude: lat.toFixed(6), longitude: lon.toFixed(6) })}
        />
      </div>
      <div class="grid">
        <Field
          label="Latitude"
          name="latitude"
          value={value.latitude}
          onInput={(typed) => set({ latitude: typed })}
          problem={problem}
          inputMode="decimal"
          required
        />
        <Field
          label="Longitude"
          name="longitude"
          value={value.longitude}
          onInput={(typed) => set({ longitude: typed })}
          problem={problem}
          inputMode="decimal"
          required
        />
        {text('Street and number', 'line')}
        {text('Postal code', 'postal_code')}
        {text('City', 'city')}
        {text('Country', 'country')}
      </div>
      <Field
        label="Access notes"
        name="access_notes"
        value={value.access_notes}
        onInput={(access_notes) => set({ access_notes })}
        problem={problem}
        rows={2}
        placeholder="for example: ring at the gate, second floor"
      />
      <Hours value={value.opening_hours} onInput={(opening_hours) => set({ opening_hours })} />
    </>
  )
}

function pinAt(latitude: number | null, longitude: number | null): MapPin[] {
  if (latitude === null || longitude === null) return []
  return [
    {
      key: 'pin',
      latitude,
      longitude,
      label: '',
      title: 'The station',
      shape: 'plug',
      tone: 'free',
      bookable: true,
      count: 1,
    },
  ]
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function Hours({ value, onInput }: { value: OpeningHours[]; onInput: (value: OpeningHours[]) => void }) {
  const set = (at: number, change: Partial<OpeningHours>) =>
    onInput(value.map((row, i) => (i === at ? { ...row, ...change } : row)))
  const next = () => {
    const last = value.at(-1)
    const weekday = last === undefined ? 1 : (last.weekday % 7) + 1
    onInput([...value, { weekday, from: last?.from ?? '08:00', until: last?.until ?? '20:00' }])
  }
  return (
    <fieldset class="hours">
      <legend>Opening hours</legend>
      {value.length === 0 && <p class="hint">Always open.</p>}
      {value.map((row, i) => (
        <div class="hours-row" key={i}>
          <select
            aria-label="Weekday"
            value={row.weekday}
            onChange={(e) => set(i, { weekday: Number(e.currentTarget.value) })}
          >
            {DAYS.map((day, d) => (
              <option key={day} value={d + 1} selected={row.weekday === d + 1}>
                {day}
              </option>
            ))}
          </select>
          <input
            type="time"
            aria-label="Opens at"
            value={row.from}
            required
            onInput={(e) => set(i, { from: e.currentTarget.value })}
          />
          <input
            type="time"
            aria-label="Closes at"
            value={row.until}
            required
            onInput={(e) => set(i, { until: e.currentTarget.value })}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={`Remove these hours of ${DAYS[row.weekday - 1]}`}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            Remove
          </button>
        </div>
      ))}
      <button type="button" class="small" onClick={next}>
        Add hours
      </button>
    </fieldset>
  )
}
