import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import type { Problem } from '../api/http'
import { words } from '../words'
import { Labelled, useLabel } from './labelled'

const w = words('common')

interface FieldProps {
  label: string
  name: string
  value: string
  onInput: (value: string) => void
  hint?: ComponentChildren
  problem?: Problem | null
  type?: 'text' | 'email' | 'password' | 'number' | 'tel' | 'date' | 'time'
  required?: boolean
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel'
  min?: string | number
  max?: string | number
  step?: string | number
  minLength?: number
  maxLength?: number
  pattern?: string
  placeholder?: string
  rows?: number
  class?: string
}

/** A labelled text input (or text area, by `rows`) with its hint and what the server said about it. */
export function Field(props: FieldProps) {
  const { label, name, value, onInput, hint, problem, rows, class: cls, type = 'text', ...input } = props
  const id = useId()
  useLabel(name, label)
  const refusal = problem?.fields[name]
  const describedBy = [hint ? `${id}-hint` : '', refusal ? `${id}-refusal` : ''].filter(Boolean).join(' ')
  const common = {
    id,
    name,
    value,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-invalid': refusal ? true : undefined,
  }
  return (
    <div class={`field ${cls ?? ''}`}>
      <label for={id}>
        {label}
        {!props.required && <span class="optional"> {w.optional}</span>}
      </label>
      {rows ? (
        <textarea
          {...common}
          rows={rows}
          required={props.required}
          placeholder={props.placeholder}
          onInput={(e) => onInput(e.currentTarget.value)}
        />
      ) : (
        <input {...common} {...input} type={type as 'text'} onInput={(e) => onInput(e.currentTarget.value)} />
      )}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {refusal && (
        <p class="refusal" id={`${id}-refusal`}>
          {refusal}
        </p>
      )}
    </div>
  )
}

interface SelectProps<V extends string> {
  label: string
  value: V
  options: readonly (readonly [value: V, label: string])[]
  onInput: (value: V) => void
  hint?: string
  class?: string
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, value, options, onInput, hint, class: cls } = props
  const id = useId()
  return (
    <div class={`field ${cls ?? ''}`}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(e) => onInput(e.currentTarget.value as V)}>
        {options.map(([v, words]) => (
          <option key={v} value={v} selected={v === value}>
            {words}
          </option>
        ))}
      </select>
      {hint && <p class="hint">{hint}</p>}
    </div>
  )
}

export function Check(props: { label: ComponentChildren; checked: boolean; onInput: (on: boolean) => void }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(e) => props.onInput(e.currentTarget.checked)}
      />
      <span>{props.label}</span>
    </label>
  )
}

interface FormProps {
  onSubmit: () => void
  children: ComponentChildren
  class?: string
  label?: string
}

export function Form({ onSubmit, children, class: cls, label }: FormProps) {
  return (
    <form
      class={`form ${cls ?? ''}`}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Labelled>{children}</Labelled>
    </form>
  )
}

/** The button that sends a form; while it is on its way it says so and takes no second press. */
export function Submit(props: { busy: boolean; children: ComponentChildren; class?: string }) {
  return (
    <button type="submit" class={`primary ${props.class ?? ''}`} aria-busy={props.busy} disabled={props.busy}>
      {props.children}
    </button>
  )
}
