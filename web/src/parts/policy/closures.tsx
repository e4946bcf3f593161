import type { Problem } from '../../api/http'
import type { Closure } from '../../api/policy'
import { dayOf, HERE } from '../../lib/time'
import { fill, words } from '../../words'
import { Field } from '../fields'

const w = words('policy')

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
  const today = () => dayOf(new Date(), HERE)
  return (
    <fieldset class="parts">
      <legend>{w.rules.closures}</legend>
      {value.map((closure, i) => (
        <fieldset class="part" key={i}>
          <legend class="visually-hidden">{fill(w.closureNumber, { number: i + 1 })}</legend>
          <Field
            label={w.firstDay}
            name={`${name}.${i}.first`}
            type="date"
            value={closure.first}
            onInput={(first) => set(i, { first, last: [first, closure.last].sort().at(-1) ?? first })}
            problem={problem}
            required
          />
          <Field
            label={w.lastDay}
            name={`${name}.${i}.last`}
            type="date"
            value={closure.last}
            onInput={(last) => set(i, { last })}
            problem={problem}
            required
          />
          <Field
            label={w.why}
            name={`${name}.${i}.note`}
            value={closure.note}
            maxLength={200}
            onInput={(note) => set(i, { note })}
            problem={problem}
          />
          <button
            type="button"
            class="small quiet"
            aria-label={fill(w.removeClosure, { number: i + 1 })}
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            {w.remove}
          </button>
        </fieldset>
      ))}
      {problem?.fields[name] && <p class="refusal">{problem.fields[name]}</p>}
      <button
        type="button"
        class="small"
        onClick={() => onInput([...value, { first: today(), last: today(), note: '' }])}
      >
        {w.addClosure}
      </button>
    </fieldset>
  )
}
