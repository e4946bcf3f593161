import type { Problem } from '../api/http'
import type { Charger } from '../api/types'
import { useDraft } from '../lib/unsaved'
import { chargerName, numberOrNull } from '../lib/words'
import { fill, words } from '../words'
import { Field, Form, Submit } from './fields'
import { Failure } from './states'

const w = words('managing')

interface Props {
  /** Under which what is typed is kept. */
  draftName: string
  chargers: readonly Charger[]
  busy: boolean
  problem: Problem | null
  /** `done` is told once it is set up. */
  onSubmit: (
    name: string,
    connectors: { connector_id: number; charger_id: string }[],
    done: () => void,
  ) => void
}

/** Which connector of the charge point is which charger. */
export function SetUpForm({ draftName, chargers, busy, problem, onSubmit }: Props) {
  const free = chargers.map((charger, i) => ({ charger, i })).filter(({ charger }) => !charger.networked)
  const [draft, setDraft, done] = useDraft<{ name: string; numbers: Record<string, string> }>(draftName, {
    name: '',
    numbers: Object.fromEntries(free.map(({ charger }, i) => [charger.charger_id, String(i + 1)])),
  })
  const { name, numbers } = draft
  const chosen = Object.entries(numbers).flatMap(([charger_id, typed]) => {
    const connector_id = numberOrNull(typed)
    return connector_id === null ? [] : [{ connector_id, charger_id }]
  })
  if (free.length === 0) return <p class="note">{w.allConnected}</p>
  return (
    <Form class="card" label={w.connectChargePoint} onSubmit={() => onSubmit(name, chosen, done)}>
      {problem && <Failure problem={problem} />}
      <Field
        label={w.chargePointName}
        name="name"
        value={name}
        onInput={(name) => setDraft({ ...draft, name })}
        problem={problem}
        required
      />
      <p class="hint">{w.numbersHint}</p>
      <div class="grid">
        {free.map(({ charger, i }) => (
          <Field
            key={charger.charger_id}
            label={fill(w.connectorNumberOf, { charger: chargerName(charger, i) })}
            name={charger.charger_id}
            type="number"
            inputMode="numeric"
            min={1}
            value={numbers[charger.charger_id] ?? ''}
            onInput={(typed) => setDraft({ ...draft, numbers: { ...numbers, [charger.charger_id]: typed } })}
          />
        ))}
      </div>
      <Submit busy={busy}>{w.setUp}</Submit>
    </Form>
  )
}
