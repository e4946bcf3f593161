import type { Problem } from '../api/http'
import type { Policy } from '../api/types'
import { minutesWords } from '../lib/time'
import { numberOrNull, policyWords } from '../lib/words'
import { Check, Field, Select } from './fields'

interface Props {
  value: Policy
  onInput: (value: Policy) => void
  problem: Problem | null
}

type Limit =
  | 'min_duration_minutes'
  | 'max_duration_minutes'
  | 'max_advance_minutes'
  | 'max_active'
  | 'cancel_until_minutes'
  | 'early_start_minutes'

const LIMITS: readonly (readonly [Limit, string])[] = [
  ['min_duration_minutes', 'Shortest booking (minutes)'],
  ['max_duration_minutes', 'Longest booking (minutes)'],
  ['max_advance_minutes', 'How far ahead (minutes)'],
  ['max_active', 'Active bookings per member'],
  ['cancel_until_minutes', 'Cancel until (minutes before)'],
  ['early_start_minutes', 'Plug in early (minutes)'],
]

/** The numbers of the policy; an empty one is no limit. Below stands what they mean together. */
export function PolicyFields({ value, onInput, problem }: Props) {
  const set = (change: Partial<Policy>) => onInput({ ...value, ...change })
  return (
    <>
      <div class="grid">
        <Select
          label="Bookings start every"
          value={String(value.grid_minutes)}
          options={[5, 10, 15, 30, 60].map((m) => [String(m), minutesWords(m)] as const)}
          onInput={(m) => set({ grid_minutes: Number(m) })}
        />
        {LIMITS.map(([name, label]) => (
          <Field
            key={name}
            label={label}
            name={name}
            type="number"
            inputMode="numeric"
            min={0}
            value={value[name] === null ? '' : String(value[name])}
            onInput={(text) => set({ [name]: numberOrNull(text) })}
            problem={problem}
          />
        ))}
      </div>
      <Check
        label="Members may charge without a booking when nobody has booked"
        checked={value.walk_up}
        onInput={(walk_up) => set({ walk_up })}
      />
      <p class="muted small-print" aria-live="polite">
        {policyWords(value).join(' ')}
      </p>
    </>
  )
}
