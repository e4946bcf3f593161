import { useState } from 'preact/hooks'
import type { Hurdles } from '../lib/erasing'
import type { Action } from '../lib/hooks'
import { words } from '../words'
import { Field, Form } from './fields'
import { Failure } from './states'

const w = words('account')

interface Props {
  erase: Action<[string]>
  /** What the last try has shown to stand in the way. */
  hurdles: Hurdles | null
}

/** The end of an account: what goes, what stays, and the password that proves who asks for it. */
export function EraseAccount({ erase, hurdles }: Props) {
  const [password, setPassword] = useState('')
  return (
    <section class="card">
      <h2>{w.eraseTitle}</h2>
      <p>{w.eraseLead}</p>
      <List title={w.eraseGoes} lines={Object.values(w.eraseGoesList)} />
      <List title={w.eraseStays} lines={Object.values(w.eraseStaysList)} />
      <Form label={w.eraseTitle} onSubmit={() => void erase.run(password)}>
        {hurdles && <Standing hurdles={hurdles} />}
        {erase.problem && hurdles === null && <Failure problem={erase.problem} />}
        <Field
          label={w.erasePassword}
          name="password"
          type="password"
          value={password}
          onInput={setPassword}
          problem={erase.problem}
          autoComplete="current-password"
          required
        />
        <button type="submit" class="danger" aria-busy={erase.busy} disabled={erase.busy}>
          {w.erase}
        </button>
      </Form>
    </section>
  )
}

function List({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul class="plain-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  )
}

/** What must be settled first, each with the way there. */
function Standing({ hurdles: { networks, sessions } }: { hurdles: Hurdles }) {
  return (
    <div class="note bad" role="alert">
      <p>{sessions.length > 0 ? w.eraseCharging : w.eraseOwner}</p>
      <ul>
        {sessions.map((id) => (
          <li key={id}>
            <a href={`/sessions/${id}`}>{w.toSession}</a>
          </li>
        ))}
        {networks.map(({ network_id, name }) => (
          <li key={network_id}>
            <a href={`/networks/${network_id}/members`}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
