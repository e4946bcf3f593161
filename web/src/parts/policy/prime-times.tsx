import type { Problem } from '../../api/http'
import type { PrimeTime } from '../../api/policy'
import { fill, words } from '../../words'
import { Check } from '../fields'
import { LengthField } from '../length-field'
import { Quotas } from './quotas'
import { WeeklyHours } from './weekly-hours'

const w = words('policy')

interface Props {
  name: string
  value: PrimeTime[]
  /** The member classes that there are. */
  classes: readonly string[]
  onInput: (value: PrimeTime[]) => void
  problem: Problem | null
}

const NEW: PrimeTime = {
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:00', until: '18:00' })),
  max_duration_minutes: 180,
  quotas: [],
  classes: null,
}

/** Hours of the week that everybody wants, and what holds within them. */
export function PrimeTimes({ name, value, classes, onInput, problem }: Props) {
  const set = (at: number, change: Partial<PrimeTime>) =>
    onInput(value.map((prime, i) => (i === at ? { ...prime, ...change } : prime)))
  const refusal = (field: string) => problem?.fields[field] && <p class="refusal">{problem.fields[field]}</p>
  return (
    <fieldset class="parts">
      <legend>{w.rules.prime_time}</legend>
      {value.map((prime, i) => (
        <fieldset class="part wide" key={i}>
          <legend class="visually-hidden">{fill(w.primeNumber, { number: i + 1 })}</legend>
          <WeeklyHours value={prime.hours} onInput={(hours) => set(i, { hours })} />
          {refusal(`${name}.${i}.hours`)}
          <LengthField
            label={w.primeLongest}
            name={`${name}.${i}.max_duration_minutes`}
            value={prime.max_duration_minutes}
            onInput={(max_duration_minutes) => set(i, { max_duration_minutes })}
            problem={problem}
            none={w.noLimit}
          />
          <Quotas
            legend={w.primeQuotas}
            name={`${name}.${i}.quotas`}
            value={prime.quotas}
            onInput={(quotas) => set(i, { quotas })}
            problem={problem}
            isPrime
          />
          <Who
            value={prime.classes}
            classes={[...new Set([...classes, ...(prime.classes ?? [])])]}
            onInput={(allowed) => set(i, { classes: allowed })}
          />
          {refusal(`${name}.${i}.classes`)}
          <button
            type="button"
            class="small quiet"
            onClick={() => onInput(value.filter((_, other) => other !== i))}
          >
            {fill(w.removePrime, { number: i + 1 })}
          </button>
        </fieldset>
      ))}
      {refusal(name)}
      <button type="button" class="small" onClick={() => onInput([...value, NEW])}>
        {w.addPrime}
      </button>
    </fieldset>
  )
}

function Who(props: {
  value: string[] | null
  classes: readonly string[]
  onInput: (value: string[] | null) => void
}) {
  const { value, classes, onInput } = props
  if (classes.length === 0) return null
  return (
    <>
      <Check
        label={w.onlyClasses}
        checked={value !== null}
        onInput={(on) => onInput(on ? [...classes] : null)}
      />
      {value !== null && (
        <div class="plugs">
          {classes.map((name) => (
            <Check
              key={name}
              label={name}
              checked={value.includes(name)}
              onInput={(on) => onInput(on ? [...value, name] : value.filter((other) => other !== name))}
            />
          ))}
        </div>
      )}
    </>
  )
}
