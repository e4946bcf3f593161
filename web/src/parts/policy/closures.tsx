import type { Problem } from '../../api/http'
import type { Closure } from '../../api/policy'
import { dayOf } from '../../lib/time'
import { Field } from '../fields'

interface Props {
  name: string
  value: Closure[]
  onInput: (value: Closure[]) => void
  problem: Problem | null
}

/** Days on which nothing can be booked. */
export function Closures({ name, value, onInput, problem }: Props) {
  const set = (at: number, change: Partial<Closure>) =>
    onInput(value.map((closure, i) => (i === at ? { ...closure, ...change } : closure)))
  const today = () => dayOf(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <fieldset class="parts">
      <legend>Closures</legend>
      {value.map((closure, i) => (
        <fieldset class="part" key={i}>
          <legend class="visually-hidden">Closure {i + 1}</legend>
          <Field
            label="First day"
            name={`${name}.${i}.first`}
            type="date"
            value={closure.first}
            onInput={(first) => set(i, { first, last: [first, closure.last].sort().at(-1) ?? first })}
            problem={problem}
            required
          />
          <Field
            label="Last day"
            name={`${name}.${i}.last`}
            type="date"
            value={closure.last}
            onInput={(last) => set(i, { last })}
            problem={problem}
            required
          />
          <Field
            label="Why"
            name={`${name}.${i}.note`}
            value={closure.note}
            maxLength={200}
            onInput={(note) => set(i, { note })}
            problem={problem}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={`Remove closure ${i + 1}`}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            Remove
          </button>
        </fieldset>
      ))}
      {problem?.fields[name] && <p class="refusal">{problem.fields[name]}</p>}
      <button
        type="button"
        class="small"
        onClick={() => onInput([...value, { first: today(), last: today(), note: '' }])}
      >
        Add a closure
      </button>
    </fieldset>
  )
}
