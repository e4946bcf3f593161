import { useState } from 'preact/hooks'
import { commands } from '../../api/charge-point'
import type { Wish } from '../../api/charge-point-types'
import { useCommand } from '../../lib/operator/following'
import { exampleOf, OTHERS, oddityWords, wishOf } from '../../lib/operator/others'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Failure } from '../../parts/states'
import type { Here } from './here'

const NAMES = OTHERS.map(({ action, label }) => [action, label] as const)

/** What has no form of its own, for those who know OCPP. */
export function OtherMessage({ id, point, onAsked }: Here & { onAsked: () => void }) {
  const [action, setAction] = useState(OTHERS[0].action)
  const [message, setMessage] = useState('')
  const [json, setJson] = useState(exampleOf(action))
  const asking = useCommand(async (wish: Wish) => {
    const command = await commands.ask(id, wish)
    onAsked()
    return command
  }, onAsked)
  const wish = wishOf(action, message, json)

  function choose(next: string) {
    setAction(next)
    setJson(exampleOf(next))
    asking.clear()
  }

  return (
    <details class="card">
      <summary>Other message</summary>
      <Form label="Other message" onSubmit={() => wish && void asking.run(wish)}>
        <p class="hint">For those who know OCPP. What is typed is checked, then sent.</p>
        <Select
          label="What"
          value={action}
          options={NAMES}
          onInput={choose}
          hint="Monitors and the display need OCPP 2."
        />
        {action === 'call' && (
          <Field
            label="Name of the message"
            name="message"
            value={message}
            onInput={setMessage}
            problem={asking.problem}
            pattern="[A-Za-z0-9]{1,64}"
            placeholder="ClearCache"
            autoComplete="off"
            required
          />
        )}
        <Field
          label={action === 'call' ? 'Payload (JSON)' : 'Contents (JSON)'}
          name="payload"
          value={json}
          onInput={setJson}
          rows={8}
          class="json-field"
          required
        />
        {wish === null && (
          <p class="refusal">
            This is no JSON object: it begins with {'{'} and ends with {'}'}.
          </p>
        )}
        {asking.problem && <Failure problem={asking.problem} />}
        {asking.problem && asking.problem.oddities.length > 0 && (
          <ul class="reasons" aria-label="What is odd">
            {asking.problem.oddities.map((oddity) => (
              <li key={oddity}>{oddityWords(oddity)}</li>
            ))}
          </ul>
        )}
        {!asking.problem && <Told asking={asking} online={point.online} />}
        <Submit busy={asking.busy}>Send</Submit>
      </Form>
    </details>
  )
}
