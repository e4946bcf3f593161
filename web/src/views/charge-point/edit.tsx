import { useState } from 'preact/hooks'
import { chargePoints } from '../../api/client'
import { useAction } from '../../lib/hooks'
import { bootChoices, bootWords, type Editable, editableOf, editOf } from '../../lib/operator/edits'
import { useDraft } from '../../lib/unsaved'
import { Check, Field, Form, Select, Submit } from '../../parts/fields'
import { Failure } from '../../parts/states'
import { say } from '../../store'
import { words } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** Its name, what it is told when it starts, and how strict the door is with it. */
export function Edit({ id, point, reload, onDone }: Here & { onDone: () => void }) {
  const [seen] = useState<Editable>(() => editableOf(point))
  const [draft, setDraft, done] = useDraft<Editable>(`charge point ${id}`, seen)
  const set = (change: Partial<Editable>) => setDraft({ ...draft, ...change })
  const edit = editOf(seen, draft)
  const save = useAction(async () => {
    if (Object.keys(edit).length > 0) await chargePoints.change(id, edit)
    done()
    say(w.saved)
    reload()
    onDone()
  })
  return (
    <Form class="card" label={w.editTitle} onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      <div class="grid">
        <Field
          label={w.name}
          name="name"
          value={draft.name ?? ''}
          onInput={(name) => set({ name })}
          problem={save.problem}
          maxLength={80}
          required
        />
        <Select
          label={w.whenItStarts}
          value={draft.boot_status}
          options={bootChoices()}
          onInput={(boot_status) => set({ boot_status })}
          hint={bootWords(draft.boot_status)}
        />
      </div>
      {edit.boot_status && <p class="note warn">{w.bootChanges}</p>}
      <div>
        <Check
          label={w.letInWithout}
          checked={draft.allow_no_subprotocol}
          onInput={(allow_no_subprotocol) => set({ allow_no_subprotocol })}
        />
        <p class="hint">{w.letInHint}</p>
      </div>
      <div class="actions">
        <Submit busy={save.busy}>{w.save}</Submit>
        <button type="button" onClick={onDone}>
          {w.back}
        </button>
      </div>
    </Form>
  )
}
