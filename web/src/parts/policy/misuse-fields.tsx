import { useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { Fees, Rules, Waiting } from '../../api/policy'
import type { Money } from '../../api/types'
import { Check, Field, Select } from '../fields'
import { LengthField, NumberField } from '../length-field'

interface PartsProps<T> {
  name: string
  value: T
  onInput: (value: T) => void
  problem: Problem | null
}

const FEES: readonly (readonly [keyof Fees, string])[] = [
  ['no_show', 'Not coming'],
  ['late_cancel', 'Cancelling or moving too late'],
  ['overstay_per_minute', 'Overstaying, each minute'],
]

/** What misuse costs, all in one currency. */
export function FeesFields({ name, value, onInput, problem }: PartsProps<Fees>) {
  const known = Object.values(value).find((fee): fee is Money => fee !== null)
  const [typed, setTyped] = useState('EUR')
  const currency = known?.currency ?? typed
  const refused = FEES.map(([fee]) => `${name}.${fee}.currency`).find((field) => problem?.fields[field])
  const set = (fees: Fees, nextCurrency: string) =>
    onInput(
      Object.fromEntries(
        Object.entries(fees).map(([fee, money]) => [fee, money && { ...money, currency: nextCurrency }]),
      ) as unknown as Fees,
    )
  return (
    <fieldset class="parts">
      <legend>Fees</legend>
      <div class="grid">
        {FEES.map(([fee, label]) => (
          <Field
            key={fee}
            label={label}
            name={`${name}.${fee}${problem?.fields[`${name}.${fee}.amount`] ? '.amount' : ''}`}
            value={value[fee]?.amount ?? ''}
            inputMode="decimal"
            pattern="[0-9]{1,7}([.,][0-9]{1,4})?"
            placeholder="None"
            onInput={(text) => {
              const amount = text.trim().replace(',', '.')
              set({ ...value, [fee]: amount === '' ? null : { amount, currency } }, currency)
            }}
            problem={problem}
          />
        ))}
        <Field
          label="Currency"
          name={refused ?? `${name}.currency`}
          value={currency}
          maxLength={3}
          required={known !== undefined}
          onInput={(text) => {
            setTyped(text.toUpperCase())
            set(value, text.toUpperCase())
          }}
          problem={problem}
        />
      </div>
      <p class="hint">
        Fees are recorded and shown to the driver. Without a late fee, cancelling too late is refused.
      </p>
    </fieldset>
  )
}

export function StrikesFields({ name, value, onInput, problem }: PartsProps<Rules['strikes']>) {
  const part = (key: keyof NonNullable<Rules['strikes']>, label: string, unit: string) =>
    value && (
      <NumberField
        label={label}
        name={`${name}.${key}`}
        value={value[key]}
        unit={unit}
        onInput={(count) => onInput({ ...value, [key]: count ?? 0 })}
        problem={problem}
      />
    )
  return (
    <fieldset class="parts">
      <legend>Suspension</legend>
      <Check
        label="Whoever often fails to come, or to leave, cannot book for a while"
        checked={value !== null}
        onInput={(on) => onInput(on ? { most: 3, within_days: 30, suspend_days: 7 } : null)}
      />
      {value && (
        <div class="grid">
          {part('most', 'No-shows or overstays', 'times')}
          {part('within_days', 'Within', 'days')}
          {part('suspend_days', 'No booking for', 'days')}
        </div>
      )}
    </fieldset>
  )
}

export function WaitingFields({ name, value, onInput, problem }: PartsProps<Waiting>) {
  return (
    <fieldset class="parts">
      <legend>Waitlist</legend>
      <div class="grid">
        <Select
          label="Who is first"
          value={value.order}
          options={[
            ['first_come', 'Whoever came first'],
            ['fair_share', 'Whoever used least in the last 30 days'],
          ]}
          onInput={(order) => onInput({ ...value, order: order as Waiting['order'] })}
        />
        <LengthField
          label="How long an offer is held"
          name={`${name}.hold_minutes`}
          value={value.hold_minutes}
          onInput={(minutes) => onInput({ ...value, hold_minutes: minutes ?? 0 })}
          problem={problem}
        />
        <NumberField
          label="Offers that may go unanswered"
          name={`${name}.max_snoozes`}
          value={value.max_snoozes}
          onInput={(count) => onInput({ ...value, max_snoozes: count ?? 0 })}
          problem={problem}
        />
      </div>
    </fieldset>
  )
}
