import { weekdayWords } from '../lib/time'

interface Props {
  legend: string
  value: readonly number[]
  onInput: (days: number[]) => void
}

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/** Days of the week to tick, Monday 1 to Sunday 7. */
export function DayChecks({ legend, value, onInput }: Props) {
  return (
    <fieldset class="days">
      <legend class="visually-hidden">{legend}</legend>
      {DAYS.map((day) => (
        <label key={day} class="day">
          <input
            type="checkbox"
            aria-label={weekdayWords(day - 1)}
            checked={value.includes(day)}
            onChange={(e) =>
              onInput(
                e.currentTarget.checked ? [...value, day].sort() : value.filter((other) => other !== day),
              )
            }
          />
          <span aria-hidden="true">{weekdayWords(day - 1, 'short')}</span>
        </label>
      ))}
    </fieldset>
  )
}
