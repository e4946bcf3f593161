import type { Problem } from '../../api/http'
import type { Quota } from '../../api/policy'
import { Select } from '../fields'
import { NumberField } from '../length-field'

interface Props {
  name: string
  value: Quota[]
  onInput: (value: Quota[]) => void
  problem: Problem | null
  /** Energy is not counted by the clock, so not in prime time. */
  isPrime?: boolean
  legend?: string
}

const MEASURES = [
  ['hours', 'hours'],
  ['kwh', 'kWh'],
  ['count', 'bookings'],
] as const

/** At most so much in each day, week or month: one row for each. */
export function Quotas({ name, value, onInput, problem, isPrime = false, legend = 'Quotas' }: Props) {
  const set = (at: number, change: Partial<Quota>) =>
    onInput(value.map((quota, i) => (i === at ? { ...quota, ...change } : quota)))
  const measures = isPrime ? MEASURES.filter(([measure]) => measure !== 'kwh') : MEASURES
  return (
    <fieldset class="parts">
      <legend>{legend}</legend>
      {value.map((quota, i) => (
        <fieldset class="part" key={i}>
          <legend class="visually-hidden">Quota {i + 1}</legend>
          <NumberField
            label="At most"
            name={`${name}.${i}.most`}
            value={quota.most}
            onInput={(most) => set(i, { most: most ?? 0 })}
            problem={problem}
          />
          <Select
            label="Of"
            value={quota.measure}
            options={measures}
            onInput={(measure) => set(i, { measure: measure as Quota['measure'] })}
          />
          <Select
            label="In each"
            value={quota.per}
            options={[
              ['day', 'day'],
              ['week', 'week'],
              ['month', 'month'],
            ]}
            onInput={(per) => set(i, { per: per as Quota['per'] })}
          />
          <Select
            label="For each"
            value={quota.whose}
            options={[
              ['member', 'member'],
              ['car', 'car'],
            ]}
            onInput={(whose) => set(i, { whose: whose as Quota['whose'] })}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={`Remove quota ${i + 1}`}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            Remove
          </button>
        </fieldset>
      ))}
      {problem?.fields[name] && <p class="refusal">{problem.fields[name]}</p>}
      <button type="button" class="small" onClick={() => onInput([...value, another(value)])}>
        Add a quota
      </button>
    </fieldset>
  )
}

/** A quota of a kind that is not there yet. */
function another(value: readonly Quota[]): Quota {
  const isThere = (per: Quota['per']) => value.some((q) => q.measure === 'hours' && q.per === per)
  const per = (['week', 'day', 'month'] as const).find((span) => !isThere(span)) ?? 'week'
  return { measure: 'hours', most: per === 'day' ? 4 : 20, per, whose: 'member' }
}
