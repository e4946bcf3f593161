import { useState } from 'preact/hooks'
import { me } from '../api/client'
import type { Token } from '../api/types'
import { useFocusBack, useFocusKept } from '../lib/focus'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf, HERE } from '../lib/time'
import { expiryAfter, expiryWords, isExpired, lastDay, typedUid } from '../lib/tokens'
import { draftOf, useDraft } from '../lib/unsaved'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words, woven } from '../words'

const w = words('account')

export function MyTokens() {
  const load = useLoad('tokens', () => me.tokens())
  useFocusKept(load.loaded.data?.items.length)
  return (
    <Page title={w.tokens} lead={w.tokensLead}>
      <MeTabs path="/me/tokens" />
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={w.noTokens} />
          ) : (
            <>
              <ul class="rows" aria-label={w.tokens}>
                {items.map((token) => (
                  <One key={token.token_uid} token={token} onChanged={load.reload} />
                ))}
              </ul>
              {items[0] && (
                <p class="muted small-print">
                  {woven(w.groupHint, { group: <span class="mono">{items[0].group_id}</span> })}
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
    say(fill(token.blocked ? w.isUnblocked : w.isBlocked, { name }))
    onChanged()
  })
  const remove = useAction(async () => {
    await me.removeToken(token.token_uid)
    say(fill(w.removed, { name }))
    onChanged()
  })
  const [isEditing, setEditing] = useState(() => draftOf(tokenDraft(token)) !== null)
  const opener = useFocusBack<HTMLButtonElement>(isEditing)
  const expired = isExpired(token, new Date())
  const isApp = token.type === 'APP_USER'
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{isApp ? w.theApp : name}</strong>
        {!isApp && <span class="muted mono">{token.token_uid}</span>}
        {token.blocked && <span class="badge bad">{w.blocked}</span>}
        {expired && <span class="badge bad">{w.expired}</span>}
        {token.expires_at !== null && <span class="muted">{expiryWords(token, new Date(), HERE)}</span>}
        {change.problem && <Failure problem={change.problem} />}
      </div>
      {!isApp && (
        <div class="actions">
          <button
            type="button"
            class="small"
            aria-label={fill(w.lastDayOf, { name })}
            ref={opener}
            aria-expanded={isEditing}
            onClick={() => setEditing(!isEditing)}
          >
            {w.lastDay}
          </button>
          <button
            type="button"
            class="small"
            aria-label={fill(token.blocked ? w.unblockName : w.blockName, { name })}
            disabled={change.busy}
            onClick={() => void change.run()}
          >
            {token.blocked ? w.unblock : w.block}
          </button>
          <ConfirmButton
            label={w.remove}
            name={fill(w.removeName, { name })}
            title={fill(w.removeTitle, { name })}
            confirm={w.remove}
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

/** The name under which another last day is kept while it is typed. */
const tokenDraft = ({ token_uid }: Token) => `token ${token_uid}`

function LastDay({ token, name, onChanged }: { token: Token; name: string; onChanged: () => void }) {
  const [day, setDay, done] = useDraft(tokenDraft(token), lastDay(token, HERE))
  const save = useAction(async () => {
    await me.changeToken(token.token_uid, { expires_at: expiryAfter(day, HERE) })
    done()
    say(fill(day === '' ? w.lastDayNone : w.lastDaySet, { name }))
    onChanged()
  })
  return (
    <Form class="row-more" label={fill(w.lastDayOf, { name })} onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      <Field
        label={w.lastDay}
        name="expires_at"
        type="date"
        value={day}
        onInput={setDay}
        problem={save.problem}
        hint={w.lastDayHint}
      />
      <div class="actions">
        <Submit busy={save.busy} class="small">
          {w.save}
        </Submit>
        {day !== '' && (
          <button type="button" class="small" onClick={() => setDay('')}>
            {w.noEnd}
          </button>
        )}
      </div>
    </Form>
  )
}

const NO_TOKEN = { uid: '', name: '', day: '' }

function AddToken({ onAdded }: { onAdded: () => void }) {
  const [draft, setDraft, done] = useDraft('new token', NO_TOKEN)
  const { uid, name, day } = draft
  const add = useAction(async () => {
    await me.addToken(typedUid(uid), name.trim(), expiryAfter(day, HERE))
    done(NO_TOKEN)
    say(w.tokenAdded)
    onAdded()
  })
  return (
    <section>
      <h2>{w.addRfid}</h2>
      <Form class="card" label={w.addRfid} onSubmit={() => void add.run()}>
        {add.problem && <Failure problem={add.problem} />}
        <div class="grid">
          <Field
            label={w.tokenUid}
            name="uid"
            value={uid}
            onInput={(typed) => setDraft({ ...draft, uid: typed })}
            problem={add.problem}
            autoComplete="off"
            hint={w.tokenUidHint}
            minLength={4}
            placeholder="04A1B2C3D4E5F6"
            required
          />
          <Field
            label={w.tokenName}
            name="name"
            value={name}
            onInput={(typed) => setDraft({ ...draft, name: typed })}
            problem={add.problem}
            required
          />
          <Field
            label={w.lastDay}
            name="expires_at"
            type="date"
            min={dayOf(new Date(), HERE)}
            value={day}
            onInput={(typed) => setDraft({ ...draft, day: typed })}
            problem={add.problem}
          />
        </div>
        <Submit busy={add.busy}>{w.addToken}</Submit>
      </Form>
    </section>
  )
}
