import { useMemo } from 'preact/hooks'
import type { Problem } from '../api/http'
import type { StationDraft } from '../lib/drafts'
import { degrees, type Focus } from '../lib/geo'
import { words } from '../words'
import { Field } from './fields'
import { HoursFields } from './hours-fields'
import { MapPart } from './map'
import type { MapPin } from './pin'

const w = words('managing')

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
        label={w.stationName}
        name="name"
        value={value.name}
        onInput={(name) => set({ name })}
        problem={problem}
        required
      />
      <div class="map-field">
        <p class="hint">{w.pinHint}</p>
        <MapPart
          label={w.pinMap}
          styleUrl={styleUrl}
          pins={pins}
          focus={focus}
          onPoint={(lat, lon) => set({ latitude: lat.toFixed(6), longitude: lon.toFixed(6) })}
        />
      </div>
      <div class="grid">
        <Field
          label={w.latitude}
          name="latitude"
          value={value.latitude}
          onInput={(typed) => set({ latitude: typed })}
          problem={problem}
          inputMode="decimal"
          required
        />
        <Field
          label={w.longitude}
          name="longitude"
          value={value.longitude}
          onInput={(typed) => set({ longitude: typed })}
          problem={problem}
          inputMode="decimal"
          required
        />
        {text(w.street, 'line')}
        {text(w.postalCode, 'postal_code')}
        {text(w.city, 'city')}
        {text(w.country, 'country')}
      </div>
      <Field
        label={w.accessNotes}
        name="access_notes"
        value={value.access_notes}
        onInput={(access_notes) => set({ access_notes })}
        problem={problem}
        rows={2}
        placeholder={w.accessExample}
      />
      <HoursFields value={value.opening_hours} onInput={(opening_hours) => set({ opening_hours })} />
    </>
  )
}

function pinAt(latitude: number | null, longitude: number | null): MapPin[] {
  if (latitude === null || longitude === null) return []
  const look = () => ({ label: '', title: w.theStation, shape: 'plug', tone: 'free' }) as const
  return [{ key: 'pin', latitude, longitude, bookable: true, count: 1, look }]
}
