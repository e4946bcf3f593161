import { useId } from 'preact/hooks'
import { addDays, dayWords } from '../lib/time'
import { fill, words } from '../words'

const w = words('station')

interface Props {
  day: string
  today: string
  onDay: (day: string) => void
}

export function DayPicker({ day, today, onDay }: Props) {
  const id = useId()
  return (
    <fieldset class="day-picker">
      <legend class="visually-hidden">{w.day}</legend>
      <span class="day-now" aria-live="polite">
        {day === today ? fill(w.today, { day: dayWords(day) }) : dayWords(day)}
      </span>
      <button
        type="button"
        aria-label={w.previousDay}
        disabled={day <= today}
        onClick={() => onDay(addDays(day, -1))}
      >
        ‹
      </button>
      <label class="visually-hidden" for={id}>
        {w.date}
      </label>
      <input
        id={id}
        type="date"
        value={day}
        min={today}
        onChange={(e) => e.currentTarget.value !== '' && onDay(e.currentTarget.value)}
      />
      <button type="button" aria-label={w.nextDay} onClick={() => onDay(addDays(day, 1))}>
        ›
      </button>
    </fieldset>
  )
}
