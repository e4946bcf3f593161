import { useId } from 'preact/hooks'
import { addDays, dayWords } from '../lib/time'

interface Props {
  day: string
  today: string
  onDay: (day: string) => void
}

export function DayPicker({ day, today, onDay }: Props) {
  const id = useId()
  return (
    <fieldset class="day-picker">
      <legend class="visually-hidden">Day</legend>
      <span class="day-now" aria-live="polite">
        {day === today ? `Today, ${dayWords(day)}` : dayWords(day)}
      </span>
      <button
        type="button"
        aria-label="Previous day"
        disabled={day <= today}
        onClick={() => onDay(addDays(day, -1))}
      >
        ‹
      </button>
      <label class="visually-hidden" for={id}>
        Date
      </label>
      <input
        id={id}
        type="date"
        value={day}
        min={today}
        onChange={(e) => e.currentTarget.value !== '' && onDay(e.currentTarget.value)}
      />
      <button type="button" aria-label="Next day" onClick={() => onDay(addDays(day, 1))}>
        ›
      </button>
    </fieldset>
  )
}
