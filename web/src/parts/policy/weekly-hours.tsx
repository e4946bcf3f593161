import { useEffect, useState } from 'preact/hooks'
import type { Stretch } from '../../api/policy'
import { isSame } from '../../lib/policy-edits'
import { hoursOf, type Row, rowsOf } from '../../lib/weekly'
import { fill, words } from '../../words'
import { Clocks } from '../clocks'
import { DayChecks } from '../day-checks'

const w = words('policy')

interface Props {
  value: Stretch[]
  onInput: (value: Stretch[]) => void
}

/** Hours of the week, days of the same times in one row. */
export function WeeklyHours({ value, onInput }: Props) {
  const [rows, setRows] = useState<Row[]>(() => rowsOf(value))

  useEffect(() => {
    if (!isSame(hoursOf(rows), value)) setRows(rowsOf(value))
  }, [value])

  function put(next: Row[]) {
    setRows(next)
    onInput(hoursOf(next))
  }

  const set = (at: number, change: Partial<Row>) =>
    put(rows.map((row, i) => (i === at ? { ...row, ...change } : row)))
  return (
    <>
      {rows.map((row, i) => (
        <div class="hours-row" key={i}>
          <DayChecks
            legend={fill(w.daysNumber, { number: i + 1 })}
            value={row.days}
            onInput={(days) => set(i, { days })}
          />
          <Clocks
            from={row.from}
            until={row.until}
            fromLabel={w.from}
            untilLabel={w.until}
            onInput={(change) => set(i, change)}
          />
          {rows.length > 1 && (
            <button
              type="button"
              class="small quiet"
              aria-label={fill(w.removeHours, { number: i + 1 })}
              onClick={() => put(rows.filter((_, other) => other !== i))}
            >
              {w.remove}
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        class="small"
        onClick={() => put([...rows, { days: [6, 7], from: '10:00', until: '16:00' }])}
      >
        {w.addHours}
      </button>
    </>
  )
}
