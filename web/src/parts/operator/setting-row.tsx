import { useState } from 'preact/hooks'
import type { Setting } from '../../api/charge-point-types'
import type { Action } from '../../lib/hooks'
import { commandTexts, sentenceOf } from '../../lib/operator/reasons'
import { wantedState } from '../../lib/operator/words'
import { instantWords } from '../../lib/time'
import { fill, words, woven } from '../../words'
import { Field, Form, Select, Submit } from '../fields'
import { Badge } from '../icons'
import { Failure } from '../states'
import { Said } from './said'

const w = words('operating')

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
          {setting.attribute === 'Actual' ? key : fill(w.settingOf, { key, attribute: setting.attribute })}
        </strong>
        <span>
          {value === null ? (
            <span class="muted">{w.unknownValue}</span>
          ) : (
            <span class="mono">{value || w.empty}</span>
          )}{' '}
          <span class="muted">{setting.unit}</span>
        </span>
        {wanted !== null && state !== 'applied' && (
          <span class={setting.differs ? 'warn' : ''}>
            {woven(w.wanted, { value: <span class="mono">{wanted || w.empty}</span> })}
          </span>
        )}
        {setting.detail && (
          <span class="muted">
            <Said sentence={sentenceOf(commandTexts(), setting.reason)} detail={setting.detail} />
          </span>
        )}
        {setting.reported_at && (
          <span class="muted small-print">
            {fill(w.toldAt, { time: instantWords(setting.reported_at, zone) })}
          </span>
        )}
      </div>
      <div class="actions">
        {state !== null && <Badge state={wantedState(state)} />}
        {setting.readonly || isSecret ? (
          <span class="muted">{isSecret ? w.secret : w.readOnly}</span>
        ) : (
          <button
            type="button"
            class="small"
            aria-label={fill(w.changeKey, { key })}
            aria-expanded={isEditing}
            onClick={() => {
              change.clear()
              setEditing(!isEditing)
            }}
          >
            {w.change}
          </button>
        )}
        {wanted !== null && (
          <button
            type="button"
            class="small"
            aria-label={fill(w.wantKeyNoLonger, { key })}
            disabled={change.busy}
            onClick={() => void change.run(key, null)}
          >
            {w.wantNoLonger}
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
  const label = fill(w.newValueOf, { key })

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
          hint={boundWords(minimum, maximum)}
        />
      )}
      <Submit busy={change.busy}>{w.set}</Submit>
      <button type="button" onClick={onDone}>
        {w.back}
      </button>
    </Form>
  )
}

function boundWords(minimum: string | null, maximum: string | null): string | undefined {
  if (minimum && maximum) return fill(w.between, { minimum, maximum })
  if (minimum) return fill(w.atLeast, { minimum })
  return maximum ? fill(w.atMost, { maximum }) : undefined
}
