import { useId } from 'preact/hooks'
import { addDays, dayWords } from '../lib/time'
import { fill, words } from '../words'

const w = words('station')

interface Props {
  day: string
  today: string
  /** Whether seven days from `day` on are shown: then it goes on by seven. */
  isWeek?: boolean
  onDay: (day: string) => void
  /** Absent where only days are shown. */
  onWeek?: (isWeek: boolean) => void
}

/** Which day or week is shown, never one that is over. */
export function DayPicker({ day, today, isWeek = false, onDay, onWeek }: Props) {
  const id = useId()
  const step = isWeek ? 7 : 1
  const before = addDays(day, -step)
  return (
    <fieldset class="day-picker">
      <legend class="visually-hidden">{w.day}</legend>
      <span class="day-now" aria-live="polite">
        {day === today ? fill(w.today, { day: dayWords(day) }) : dayWords(day)}
      </span>
      {onWeek && <ViewPicker isWeek={isWeek} onWeek={onWeek} />}
      <span class="day-steps">
        <button
          type="button"
          class="step"
          aria-label={isWeek ? w.previousWeek : w.previousDay}
          disabled={day <= today}
          onClick={() => onDay(before < today ? today : before)}
        >
          <span aria-hidden="true">‹</span>
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
        <button
          type="button"
          class="step"
          aria-label={isWeek ? w.nextWeek : w.nextDay}
          onClick={() => onDay(addDays(day, step))}
        >
          <span aria-hidden="true">›</span>
        </button>
      </span>
    </fieldset>
  )
}

function ViewPicker({ isWeek, onWeek }: { isWeek: boolean; onWeek: (isWeek: boolean) => void }) {
  return (
    <span class="view-picker">
      {[false, true].map((week) => (
        <button type="button" key={String(week)} aria-pressed={isWeek === week} onClick={() => onWeek(week)}>
          {week ? w.week : w.oneDay}
        </button>
      ))}
    </span>
  )
}
