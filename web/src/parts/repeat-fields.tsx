import { firstRepeat, MOST_TIMES, type Repeat } from '../lib/repeat'
import { words } from '../words'
import { DayChecks } from './day-checks'
import { Check, Field, Select } from './fields'

const w = words('booking')

interface Props {
  /** The day of the first time. */
  day: string
  value: Repeat | null
  onInput: (value: Repeat | null) => void
}

/** Whether a booking repeats weekly: on which days, how often or until when. */
export function RepeatFields({ day, value, onInput }: Props) {
  const set = (change: Partial<Repeat>) => value && onInput({ ...value, ...change })
  return (
    <div class="repeat">
      <Check
        label={w.repeatWeekly}
        checked={value !== null}
        onInput={(on) => onInput(on ? firstRepeat(day) : null)}
      />
      {value && (
        <>
          <DayChecks legend={w.onDays} value={value.days} onInput={(days) => set({ days })} />
          <div class="book-fields">
            <Select
              label={w.ends}
              value={value.ends}
              options={[
                ['count', w.endings.count],
                ['until', w.endings.until],
              ]}
              onInput={(ends) => set({ ends: ends as Repeat['ends'] })}
            />
            {value.ends === 'count' ? (
              <Field
                label={w.times}
                name="count"
                type="number"
                min={1}
                max={MOST_TIMES}
                value={value.count}
                onInput={(count) => set({ count })}
                required
              />
            ) : (
              <Field
                label={w.lastDay}
                name="until"
                type="date"
                min={day}
                value={value.until}
                onInput={(until) => set({ until })}
                required
              />
            )}
          </div>
          <Check label={w.allOrNone} checked={value.allOrNone} onInput={(allOrNone) => set({ allOrNone })} />
        </>
      )}
    </div>
  )
}
