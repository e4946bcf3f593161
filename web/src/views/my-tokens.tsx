import { useState } from 'preact/hooks'
import { me } from '../api/client'
import type { Token } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf } from '../lib/time'
import { expiryAfter, expiryWords, isExpired, lastDay } from '../lib/tokens'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function MyTokens() {
  const load = useLoad('tokens', () => me.tokens())
  return (
    <Page title="Tokens" lead="Hold an RFID token to a charger to start. The app needs none.">
      <MeTabs path="/me/tokens" />
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No tokens yet" />
          ) : (
            <>
              <ul class="rows" aria-label="Tokens">
                {items.map((token) => (
                  <One key={token.token_uid} token={token} onChanged={load.reload} />
                ))}
              </ul>
              {items[0] && (
                <p class="muted small-print">
                  Chargers are told that these belong together: group{' '}
                  <span class="mono">{items[0].group_id}</span>. Whoever runs a charger can let this group end
                  anybody’s charging there.
                </p>
              )}
            </>
          )
        }
      </Shown>
      <AddToken onAdded={load.reload} />
    </Page>
  )
}

function One({ token, onChanged }: { token: Token; onChanged: () => void }) {
  const name = token.name || token.token_uid
  const change = useAction(async () => {
    await me.changeToken(token.token_uid, { blocked: !token.blocked })
    say(`${name} is ${token.blocked ? 'allowed again' : 'blocked'}.`)
    onChanged()
  })
  const remove = useAction(async () => {
    await me.removeToken(token.token_uid)
    say(`${name} is removed.`)
    onChanged()
  })
  const [isEditing, setEditing] = useState(false)
  const expired = isExpired(token, new Date())
  const isApp = token.type === 'APP_USER'
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{isApp ? 'The app' : name}</strong>
        {!isApp && <span class="muted mono">{token.token_uid}</span>}
        {token.blocked && <span class="badge bad">Blocked</span>}
        {expired && <span class="badge bad">Expired</span>}
        {token.expires_at !== null && <span class="muted">{expiryWords(token, new Date(), HERE)}</span>}
        {change.problem && <Failure problem={change.problem} />}
      </div>
      {!isApp && (
        <div class="actions">
          <button
            type="button"
            class="small"
            aria-label={`Last day of ${name}`}
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            Last day
          </button>
          <button
            type="button"
            class="small"
            aria-label={`${token.blocked ? 'Unblock' : 'Block'} ${name}`}
            disabled={change.busy}
            onClick={() => void change.run()}
          >
            {token.blocked ? 'Unblock' : 'Block'}
          </button>
          <ConfirmButton
            label="Remove"
            name={`Remove ${name}`}
            title={`Remove ${name}?`}
            confirm="Remove"
            action={remove}
          />
        </div>
      )}
      {isEditing && (
        <LastDay
          token={token}
          name={name}
          onChanged={() => {
            setEditing(false)
            onChanged()
          }}
        />
      )}
    </li>
  )
}

function LastDay({ token, name, onChanged }: { token: Token; name: string; onChanged: () => void }) {
  const [day, setDay] = useState(lastDay(token, HERE))
  const save = useAction(async () => {
    await me.changeToken(token.token_uid, { expires_at: expiryAfter(day, HERE) })
    say(day === '' ? `${name} has no end.` : `The last day of ${name} is set.`)
    onChanged()
  })
  return (
    <Form class="row-more" label={`Last day of ${name}`} onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      <Field
        label="Last day"
        name="expires_at"
        type="date"
        value={day}
        onInput={setDay}
        problem={save.problem}
        hint="After it the token starts nothing. Empty: it has no end."
      />
      <div class="actions">
        <Submit busy={save.busy} class="small">
          Save
        </Submit>
        {day !== '' && (
          <button type="button" class="small" onClick={() => setDay('')}>
            No end
          </button>
        )}
      </div>
    </Form>
  )
}

function AddToken({ onAdded }: { onAdded: () => void }) {
  const [uid, setUid] = useState('')
  const [name, setName] = useState('')
  const [day, setDay] = useState('')
  const add = useAction(async () => {
    await me.addToken(uid.trim(), name.trim(), expiryAfter(day, HERE))
    setUid('')
    setName('')
    setDay('')
    say('The token is added.')
    onAdded()
  })
  return (
    <section>
      <h2>Add an RFID token</h2>
      <Form class="card" label="Add an RFID token" onSubmit={() => void add.run()}>
        {add.problem && <Failure problem={add.problem} />}
        <div class="grid">
          <Field
            label="Token number (UID)"
            name="uid"
            value={uid}
            onInput={setUid}
            problem={add.problem}
            autoComplete="off"
            maxLength={20}
            placeholder="04A1B2C3D4E5F6"
            required
          />
          <Field
            label="Token name"
            name="name"
            value={name}
            onInput={setName}
            problem={add.problem}
            required
          />
          <Field
            label="Last day"
            name="expires_at"
            type="date"
            min={dayOf(new Date(), HERE)}
            value={day}
            onInput={setDay}
            problem={add.problem}
          />
        </div>
        <Submit busy={add.busy}>Add token</Submit>
      </Form>
    </section>
  )
}
