import { useState } from 'preact/hooks'
import { commands } from '../../api/charge-point'
import type { Wish } from '../../api/charge-point-types'
import { useCommand } from '../../lib/operator/following'
import { exampleOf, OTHERS, type Other, oddityWords, otherChoices, wishOf } from '../../lib/operator/others'
import { draftOf, useDraft } from '../../lib/unsaved'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Failure } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** A message's name in OCPP. */
const EXAMPLE = 'ClearCache'

interface Draft {
  action: Other['action']
  message: string
  json: string
}

const FIRST: Draft = { action: OTHERS[0].action, message: '', json: exampleOf(OTHERS[0].action) }

/** What has no form of its own, for those who know OCPP. */
export function OtherMessage({ id, point, onAsked }: Here & { onAsked: () => void }) {
  const draftName = `message ${id}`
  const [draft, setDraft, done] = useDraft<Draft>(draftName, FIRST)
  const { action, message, json } = draft
  const [wasTyped] = useState(() => draftOf(draftName) !== null)
  const asking = useCommand(async (wish: Wish) => {
    const command = await commands.ask(id, wish)
    done()
    onAsked()
    return command
  }, onAsked)
  const wish = wishOf(action, message, json)

  function choose(next: Other['action']) {
    setDraft({ ...draft, action: next, json: exampleOf(next) })
    asking.clear()
  }

  return (
    <details class="card" open={wasTyped}>
      <summary>{w.otherMessage}</summary>
      <Form label={w.otherMessage} onSubmit={() => wish && void asking.run(wish)}>
        <p class="hint">{w.otherHint}</p>
        <Select label={w.what} value={action} options={otherChoices()} onInput={choose} hint={w.needsOcpp2} />
        {action === 'call' && (
          <Field
            label={w.messageName}
            name="message"
            value={message}
            onInput={(message) => setDraft({ ...draft, message })}
            problem={asking.problem}
            pattern="[A-Za-z0-9]{1,64}"
            placeholder={EXAMPLE}
            autoComplete="off"
            required
          />
        )}
        <Field
          label={action === 'call' ? w.payload : w.contents}
          name="payload"
          value={json}
          onInput={(json) => setDraft({ ...draft, json })}
          rows={8}
          class="json-field"
          required
        />
        {wish === null && <p class="refusal">{fill(w.noObject, { begin: '{', end: '}' })}</p>}
        {asking.problem && <Failure problem={asking.problem} />}
        {asking.problem && asking.problem.oddities.length > 0 && (
          <ul class="reasons" aria-label={w.whatIsOdd}>
            {asking.problem.oddities.map((oddity) => (
              <li key={oddity}>{oddityWords(oddity)}</li>
            ))}
          </ul>
        )}
        {!asking.problem && <Told asking={asking} online={point.online} />}
        <Submit busy={asking.busy}>{w.send}</Submit>
      </Form>
    </details>
  )
}
