import type { FreeDay } from '../api/sharing-types'
import { dayPeriod } from '../lib/slots'
import { clockWords, dayWords, minutesBetween, minutesWords } from '../lib/time'
import { fill, words } from '../words'
import { across } from './bar'

const w = words('station')

interface Props {
  name: string
  days: readonly FreeDay[]
  zone: string
  onDay: (day: string) => void
}

/** Seven days of a charger, each with what of it is free; a day leads to its bar. */
export function Week({ name, days, zone, onDay }: Props) {
  return (
    <ul class="week" aria-label={fill(w.weekOf, { charger: name })}>
      {days.map((day) => (
        <DayRow key={day.date} day={day} zone={zone} onDay={onDay} />
      ))}
    </ul>
  )
}

function DayRow({ day, zone, onDay }: { day: FreeDay; zone: string; onDay: (day: string) => void }) {
  const whole = dayPeriod(day.date, zone)
  const minutes = day.free.reduce(
    (sum, part) => sum + minutesBetween(part.start_date_time, part.end_date_time),
    0,
  )
  return (
    <li>
      <button type="button" class="small" onClick={() => onDay(day.date)}>
        {dayWords(day.date)}
      </button>
      <span class="week-bar" aria-hidden="true">
        {day.free.map((part) => (
          <span
            key={part.start_date_time}
            class="free"
            style={across(whole, part.start_date_time, part.end_date_time)}
          />
        ))}
        {day.busy.map((part) => (
          <span
            key={part.start_date_time}
            class="busy"
            style={across(whole, part.start_date_time, part.end_date_time)}
          />
        ))}
      </span>
      <span class="muted small-print">
        {minutes === 0 ? w.nothingFree : fill(w.freeFor, { length: minutesWords(minutes) })}
      </span>
      <span class="visually-hidden">
        {day.free
          .map((part) =>
            fill(w.fromUntil, {
              from: clockWords(part.start_date_time, zone),
              until: clockWords(part.end_date_time, zone),
            }),
          )
          .join(', ')}
      </span>
    </li>
  )
}
