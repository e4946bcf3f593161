import { useState } from 'preact/hooks'
import type { Setting } from '../../api/charge-point-types'
import type { Action } from '../../lib/hooks'
import { WANTED } from '../../lib/operator/words'
import { instantWords } from '../../lib/time'
import { Field, Form, Select, Submit } from '../fields'
import { Badge } from '../icons'
import { Failure } from '../states'

interface Props {
  setting: Setting
  zone: string
  /** Sets a value, or with null wants nothing of it any more. */
  change: Action<[key: string, value: string | null]>
}

/** One setting: what the charger tells, what is wanted of it, and how far the two agree. */
export function SettingRow({ setting, zone, change }: Props) {
  const { key, value, wanted, state } = setting
  const [isEditing, setEditing] = useState(false)
  const isSecret = value === '***'
  return (
    <li class="row wraps setting">
      <div class="row-main">
        <strong class="mono">
          {key}
          {setting.attribute !== 'Actual' && ` (${setting.attribute})`}
        </strong>
        <span>
          {value === null ? (
            <span class="muted">not told</span>
          ) : (
            <span class="mono">{value || '(empty)'}</span>
          )}{' '}
          <span class="muted">{setting.unit}</span>
        </span>
        {wanted !== null && state !== 'applied' && (
          <span class={setting.differs ? 'warn' : ''}>
            Wanted: <span class="mono">{wanted || '(empty)'}</span>
          </span>
        )}
        {setting.detail && <span class="muted">{setting.detail}</span>}
        {setting.reported_at && (
          <span class="muted small-print">told {instantWords(setting.reported_at, zone)}</span>
        )}
      </div>
      <div class="actions">
        {state !== null && <Badge state={WANTED[state]} />}
        {setting.readonly || isSecret ? (
          <span class="muted">{isSecret ? 'secret' : 'read only'}</span>
        ) : (
          <button
            type="button"
            class="small"
            aria-label={`Change ${key}`}
            aria-expanded={isEditing}
            onClick={() => {
              change.clear()
              setEditing(!isEditing)
            }}
          >
            Change
          </button>
        )}
        {wanted !== null && (
          <button
            type="button"
            class="small"
            aria-label={`Want ${key} no longer`}
            disabled={change.busy}
            onClick={() => void change.run(key, null)}
          >
            Want no longer
          </button>
        )}
      </div>
      {isEditing && <Edit setting={setting} change={change} onDone={() => setEditing(false)} />}
    </li>
  )
}

function Edit({ setting, change, onDone }: Omit<Props, 'zone'> & { onDone: () => void }) {
  const { key, values, data_type, minimum, maximum } = setting
  const [typed, setTyped] = useState(setting.wanted ?? setting.value ?? '')
  const choices = data_type === 'boolean' ? ['true', 'false'] : data_type === 'OptionList' ? values : []
  const bounds = [minimum && `at least ${minimum}`, maximum && `at most ${maximum}`]
    .filter(Boolean)
    .join(', ')
  const label = `New value of ${key}`

  async function send() {
    if (await change.run(key, typed)) onDone()
  }

  return (
    <Form class="inline row-more" label={label} onSubmit={() => void send()}>
      {change.problem && <Failure problem={change.problem} />}
      {choices.length > 0 ? (
        <Select
          label={label}
          value={typed}
          options={[...new Set([typed, ...choices])].map((choice) => [choice, choice] as const)}
          onInput={setTyped}
          class="grow"
        />
      ) : (
        <Field
          label={label}
          name="value"
          value={typed}
          onInput={setTyped}
          required
          class="grow"
          hint={bounds || undefined}
        />
      )}
      <Submit busy={change.busy}>Set</Submit>
      <button type="button" onClick={onDone}>
        Back
      </button>
    </Form>
  )
}
