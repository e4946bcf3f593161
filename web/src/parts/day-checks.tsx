import { DAYS } from '../lib/weekly'

interface Props {
  legend: string
  value: readonly number[]
  onInput: (days: number[]) => void
}

/** Days of the week to tick, Monday 1 to Sunday 7. */
export function DayChecks({ legend, value, onInput }: Props) {
  return (
    <fieldset class="days">
      <legend class="visually-hidden">{legend}</legend>
      {DAYS.map((day, i) => (
        <label key={day} class="day">
          <input
            type="checkbox"
            aria-label={day}
            checked={value.includes(i + 1)}
            onChange={(e) =>
              onInput(
                e.currentTarget.checked ? [...value, i + 1].sort() : value.filter((other) => other !== i + 1),
              )
            }
          />
          <span aria-hidden="true">{day.slice(0, 2)}</span>
        </label>
      ))}
    </fieldset>
  )
}
