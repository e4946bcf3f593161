import { useState } from 'preact/hooks'
import type { Problem } from '../../api/http'
import type { Fees, Rules, Waiting } from '../../api/policy'
import type { Money } from '../../api/types'
import { words } from '../../words'
import { Check, Field, Select } from '../fields'
import { LengthField, NumberField } from '../length-field'

const w = words('policy')

interface PartsProps<T> {
  name: string
  value: T
  onInput: (value: T) => void
  problem: Problem | null
}

const FEES: readonly (keyof Fees)[] = ['no_show', 'late_cancel', 'overstay_per_minute']

/** What misuse costs, all in one currency. */
export function FeesFields({ name, value, onInput, problem }: PartsProps<Fees>) {
  const known = Object.values(value).find((fee): fee is Money => fee !== null)
  const [typed, setTyped] = useState('EUR')
  const currency = known?.currency ?? typed
  const refused = FEES.map((fee) => `${name}.${fee}.currency`).find((field) => problem?.fields[field])
  const set = (fees: Fees, nextCurrency: string) =>
    onInput(
      Object.fromEntries(
        Object.entries(fees).map(([fee, money]) => [fee, money && { ...money, currency: nextCurrency }]),
      ) as unknown as Fees,
    )
  return (
    <fieldset class="parts">
      <legend>{w.rules.fees}</legend>
      <div class="grid">
        {FEES.map((fee) => (
          <Field
            key={fee}
            label={w.fees[fee]}
            name={`${name}.${fee}${problem?.fields[`${name}.${fee}.amount`] ? '.amount' : ''}`}
            value={value[fee]?.amount ?? ''}
            inputMode="decimal"
            pattern="[0-9]{1,7}([.,][0-9]{1,4})?"
            placeholder={w.none}
            onInput={(text) => {
              const amount = text.trim().replace(',', '.')
              set({ ...value, [fee]: amount === '' ? null : { amount, currency } }, currency)
            }}
            problem={problem}
          />
        ))}
        <Field
          label={w.currency}
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
      <p class="hint">{w.feesHint}</p>
    </fieldset>
  )
}

export function StrikesFields({ name, value, onInput, problem }: PartsProps<Rules['strikes']>) {
  const part = (key: keyof NonNullable<Rules['strikes']>, unit: string) =>
    value && (
      <NumberField
        label={w.strikes[key]}
        name={`${name}.${key}`}
        value={value[key]}
        unit={unit}
        onInput={(count) => onInput({ ...value, [key]: count ?? 0 })}
        problem={problem}
      />
    )
  return (
    <fieldset class="parts">
      <legend>{w.rules.strikes}</legend>
      <Check
        label={w.suspend}
        checked={value !== null}
        onInput={(on) => onInput(on ? { most: 3, within_days: 30, suspend_days: 7 } : null)}
      />
      {value && (
        <div class="grid">
          {part('most', w.times)}
          {part('within_days', w.days)}
          {part('suspend_days', w.days)}
        </div>
      )}
    </fieldset>
  )
}

export function WaitingFields({ name, value, onInput, problem }: PartsProps<Waiting>) {
  return (
    <fieldset class="parts">
      <legend>{w.rules.waiting}</legend>
      <div class="grid">
        <Select
          label={w.whoIsFirst}
          value={value.order}
          options={Object.entries(w.orders)}
          onInput={(order) => onInput({ ...value, order: order as Waiting['order'] })}
        />
        <LengthField
          label={w.held}
          name={`${name}.hold_minutes`}
          value={value.hold_minutes}
          onInput={(minutes) => onInput({ ...value, hold_minutes: minutes ?? 0 })}
          problem={problem}
        />
        <NumberField
          label={w.unanswered}
          name={`${name}.max_snoozes`}
          value={value.max_snoozes}
          onInput={(count) => onInput({ ...value, max_snoozes: count ?? 0 })}
          problem={problem}
        />
      </div>
    </fieldset>
  )
}
