import type { OpeningHours } from '../api/types'
import { weekdayWords } from '../lib/time'
import { fill, words } from '../words'
import { Clocks } from './clocks'

const w = words('managing')

/** ISO 8601: Monday is 1. */
const DAYS = [1, 2, 3, 4, 5, 6, 7]

interface Props {
  value: OpeningHours[]
  onInput: (value: OpeningHours[]) => void
}

/** When a station is open: a weekday and two clocks a row; none is always. */
export function HoursFields({ value, onInput }: Props) {
  const set = (at: number, change: Partial<OpeningHours>) =>
    onInput(value.map((row, i) => (i === at ? { ...row, ...change } : row)))
  const next = () => {
    const last = value.at(-1)
    const weekday = last === undefined ? 1 : (last.weekday % 7) + 1
    onInput([...value, { weekday, from: last?.from ?? '08:00', until: last?.until ?? '20:00' }])
  }
  return (
    <fieldset class="hours">
      <legend>{w.openingHours}</legend>
      {value.length === 0 && <p class="hint">{w.alwaysOpen}</p>}
      {value.map((row, i) => (
        <div class="hours-row" key={i}>
          <select
            aria-label={w.weekday}
            value={row.weekday}
            onChange={(e) => set(i, { weekday: Number(e.currentTarget.value) })}
          >
            {DAYS.map((day) => (
              <option key={day} value={day} selected={row.weekday === day}>
                {weekdayWords(day - 1)}
              </option>
            ))}
          </select>
          <Clocks
            from={row.from}
            until={row.until}
            fromLabel={w.opensAt}
            untilLabel={w.closesAt}
            onInput={(change) => set(i, change)}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={fill(w.removeHours, { day: weekdayWords(row.weekday - 1) })}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            {w.remove}
          </button>
        </div>
      ))}
      <button type="button" class="small" onClick={next}>
        {w.addHours}
      </button>
    </fieldset>
  )
}
