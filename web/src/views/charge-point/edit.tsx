import { useState } from 'preact/hooks'
import { chargePoints } from '../../api/client'
import type { BootStatus } from '../../api/types'
import { useAction } from '../../lib/hooks'
import { BOOT_NAMES, BOOT_WORDS, type Editable, editOf } from '../../lib/operator/edits'
import { Check, Field, Form, Select, Submit } from '../../parts/fields'
import { Failure } from '../../parts/states'
import { say } from '../../store'
import type { Here } from './here'

/** Its name, what it is told when it starts, and how strict the door is with it. */
export function Edit({ id, point, reload, onDone }: Here & { onDone: () => void }) {
  const [seen] = useState<Editable>(point)
  const [draft, setDraft] = useState<Editable>(point)
  const set = (change: Partial<Editable>) => setDraft({ ...draft, ...change })
  const edit = editOf(seen, draft)
  const save = useAction(async () => {
    if (Object.keys(edit).length > 0) await chargePoints.change(id, edit)
    say('It is saved.')
    reload()
    onDone()
  })
  return (
    <Form class="card" label="Edit the charge point" onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      <div class="grid">
        <Field
          label="Charge point name"
          name="name"
          value={draft.name ?? ''}
          onInput={(name) => set({ name })}
          problem={save.problem}
          maxLength={80}
          required
        />
        <Select
          label="When it starts"
          value={draft.boot_status}
          options={BOOT_NAMES}
          onInput={(status) => set({ boot_status: status as BootStatus })}
          hint={BOOT_WORDS[draft.boot_status]}
        />
      </div>
      {edit.boot_status && (
        <p class="note warn">Once this is saved it is disconnected, and told so when it comes back.</p>
      )}
      <div>
        <Check
          label="Let it in without a subprotocol"
          checked={draft.allow_no_subprotocol}
          onInput={(allow_no_subprotocol) => set({ allow_no_subprotocol })}
        />
        <p class="hint">
          Only for an old charge point that does not say which OCPP it speaks. It is taken to speak 1.6.
        </p>
      </div>
      <div class="actions">
        <Submit busy={save.busy}>Save</Submit>
        <button type="button" onClick={onDone}>
          Back
        </button>
      </div>
    </Form>
  )
}
