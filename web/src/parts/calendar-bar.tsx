import type { Station } from '../api/types'
import type { Span } from '../lib/calendar-days'
import { words } from '../words'
import { Field, Select } from './fields'

const w = words('networks')

interface Props {
  day: string
  today: string
  span: Span
  station: string
  stations: readonly Station[]
  onDay: (day: string) => void
  onSpan: (span: Span) => void
  onStation: (station: string) => void
  onStep: (count: number) => void
}

/** Which days and which station a calendar shows. */
export function CalendarBar(props: Props) {
  const { day, today, span, station, stations, onDay, onSpan, onStation, onStep } = props
  return (
    <div class="calendar-bar">
      <div class="actions">
        <button type="button" aria-label={w.earlier[span]} onClick={() => onStep(-1)}>
          <span aria-hidden="true">‹</span>
        </button>
        <button type="button" disabled={day === today} onClick={() => onDay(today)}>
          {w.today}
        </button>
        <button type="button" aria-label={w.later[span]} onClick={() => onStep(1)}>
          <span aria-hidden="true">›</span>
        </button>
      </div>
      <Field
        label={w.date}
        name="day"
        type="date"
        value={day}
        onInput={(typed) => typed !== '' && onDay(typed)}
        required
      />
      <Select
        label={w.shownSpan}
        value={span}
        options={[
          ['day', w.day],
          ['week', w.week],
        ]}
        onInput={(next) => onSpan(next as Span)}
      />
      {stations.length > 1 && (
        <Select
          label={w.station}
          value={station}
          options={[['', w.allStations], ...stations.map((one) => [one.station_id, one.name] as const)]}
          onInput={onStation}
        />
      )}
    </div>
  )
}
