import { firstRepeat, MOST_TIMES, type Repeat } from '../lib/repeat'
import { DayChecks } from './day-checks'
import { Check, Field, Select } from './fields'

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
        label="Repeat weekly"
        checked={value !== null}
        onInput={(on) => onInput(on ? firstRepeat(day) : null)}
      />
      {value && (
        <>
          <DayChecks legend="On these days" value={value.days} onInput={(days) => set({ days })} />
          <div class="book-fields">
            <Select
              label="Ends"
              value={value.ends}
              options={[
                ['count', 'after so many times'],
                ['until', 'on a day'],
              ]}
              onInput={(ends) => set({ ends: ends as Repeat['ends'] })}
            />
            {value.ends === 'count' ? (
              <Field
                label="Times"
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
                label="Last day"
                name="until"
                type="date"
                min={day}
                value={value.until}
                onInput={(until) => set({ until })}
                required
              />
            )}
          </div>
          <Check
            label="All of them or none"
            checked={value.allOrNone}
            onInput={(allOrNone) => set({ allOrNone })}
          />
        </>
      )}
    </div>
  )
}
