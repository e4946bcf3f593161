import type { ComponentChildren } from 'preact'
import { useEffect, useId, useState } from 'preact/hooks'
import type { Problem } from '../api/http'
import { MINUTES, readLength, readNumber, typedLength, type Unit, unitOf } from '../lib/lengths'
import { fill, words } from '../words'
import { useLabel } from './labelled'

const w = words('common')

interface Props {
  label: string
  name: string
  value: number | null
  onInput: (value: number | null) => void
  problem: Problem | null
  /** What nothing means; absent where there must be something. */
  none?: string | undefined
  hint?: string | undefined
}

const UNITS = Object.keys(MINUTES) as Unit[]

/** A length of time: a number and its unit. Told in minutes. */
export function LengthField(props: Props) {
  const { value, onInput } = props
  const [unit, setUnit] = useState<Unit>(() => unitOf(value))
  const [text, setText] = useState(() => typedLength(value, unit))

  useEffect(() => {
    if (readLength(text, unit) === value || isCleared(text, props)) return
    setUnit(unitOf(value))
    setText(typedLength(value, unitOf(value)))
  }, [value])

  function typed(nextText: string, nextUnit: Unit) {
    setText(nextText)
    setUnit(nextUnit)
    onInput(readLength(nextText, nextUnit))
  }

  return (
    <Typed {...props} text={text} onText={(next) => typed(next, unit)}>
      <select
        aria-label={fill(w.unitOf, { label: props.label })}
        value={unit}
        onChange={(e) => typed(text, e.currentTarget.value as Unit)}
      >
        {UNITS.map((name) => (
          <option key={name} value={name} selected={name === unit}>
            {w.lengthUnits[name]}
          </option>
        ))}
      </select>
    </Typed>
  )
}

/** A plain number, with the word of what it counts behind it. */
export function NumberField(props: Props & { unit?: string }) {
  const { value, onInput } = props
  const [text, setText] = useState(() => (value === null ? '' : String(value)))

  useEffect(() => {
    if (readNumber(text) === value || isCleared(text, props)) return
    setText(value === null ? '' : String(value))
  }, [value])

  return (
    <Typed
      {...props}
      text={text}
      onText={(next) => {
        setText(next)
        onInput(readNumber(next))
      }}
    >
      {props.unit && <span class="unit">{props.unit}</span>}
    </Typed>
  )
}

/** What must be there and was emptied counts as zero, but stays empty while it is typed anew. */
function isCleared(text: string, { value, none }: Pick<Props, 'value' | 'none'>): boolean {
  return none === undefined && text.trim() === '' && value === 0
}

function Typed(
  props: Omit<Props, 'value' | 'onInput'> & {
    text: string
    onText: (text: string) => void
    children: ComponentChildren
  },
) {
  const { label, name, hint, none, text, onText, children } = props
  const id = useId()
  useLabel(name, label)
  const refusal = props.problem?.fields[name]
  const told = [hint ? `${id}-hint` : '', refusal ? `${id}-refusal` : ''].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="length">
        <input
          id={id}
          name={name}
          value={text}
          inputMode="decimal"
          pattern="\s*[0-9]*([.,][0-9]+)?\s*"
          required={none === undefined}
          placeholder={none}
          aria-describedby={told === '' ? undefined : told}
          aria-invalid={refusal ? true : undefined}
          onInput={(e) => onText(e.currentTarget.value)}
        />
        {children}
      </span>
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
