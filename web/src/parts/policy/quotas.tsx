import type { Problem } from '../../api/http'
import type { Quota } from '../../api/policy'
import { fill, words } from '../../words'
import { Select } from '../fields'
import { NumberField } from '../length-field'

const w = words('policy')

interface Props {
  name: string
  value: Quota[]
  onInput: (value: Quota[]) => void
  problem: Problem | null
  /** Energy is not counted by the clock, so not in prime time. */
  isPrime?: boolean
  legend?: string
}

/** At most so much in each day, week or month: one row for each. */
export function Quotas({ name, value, onInput, problem, isPrime = false, legend = w.rules.quotas }: Props) {
  const set = (at: number, change: Partial<Quota>) =>
    onInput(value.map((quota, i) => (i === at ? { ...quota, ...change } : quota)))
  const measures = Object.entries(w.measures).filter(([measure]) => !isPrime || measure !== 'kwh')
  return (
    <fieldset class="parts">
      <legend>{legend}</legend>
      {value.map((quota, i) => (
        <fieldset class="part" key={i}>
          <legend class="visually-hidden">{fill(w.quotaNumber, { number: i + 1 })}</legend>
          <NumberField
            label={w.atMost}
            name={`${name}.${i}.most`}
            value={quota.most}
            onInput={(most) => set(i, { most: most ?? 0 })}
            problem={problem}
          />
          <Select
            label={w.ofWhat}
            value={quota.measure}
            options={measures}
            onInput={(measure) => set(i, { measure: measure as Quota['measure'] })}
          />
          <Select
            label={w.inEach}
            value={quota.per}
            options={Object.entries(w.spans)}
            onInput={(per) => set(i, { per: per as Quota['per'] })}
          />
          <Select
            label={w.forEach}
            value={quota.whose}
            options={Object.entries(w.owners)}
            onInput={(whose) => set(i, { whose: whose as Quota['whose'] })}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={fill(w.removeQuota, { number: i + 1 })}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            {w.remove}
          </button>
        </fieldset>
      ))}
      {problem?.fields[name] && <p class="refusal">{problem.fields[name]}</p>}
      <button type="button" class="small" onClick={() => onInput([...value, another(value)])}>
        {w.addQuota}
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
