import type { Problem } from '../api/http'
import type { InviteResult } from '../api/types'
import { addressesIn } from '../lib/pasted'
import { counted, fill, words } from '../words'
import { Field, Form, Submit } from './fields'
import { Failure } from './states'

const w = words('networks')

export interface Invitees {
  text: string
  member_class: string
}

interface Props {
  value: Invitees
  onInput: (value: Invitees) => void
  onSend: () => void
  busy: boolean
  problem: Problem | null
  /** How many of how many have gone out; null while nothing is on its way. */
  progress: { done: number; all: number } | null
  results: readonly InviteResult[]
}

/** Asks whom to invite: a pasted list, what is in it, and what came of each. */
export function InviteForm({ value, onInput, onSend, busy, problem, progress, results }: Props) {
  return (
    <Form class="card" label={w.invitePeople} onSubmit={onSend}>
      {problem && <Failure problem={problem} />}
      <Field
        label={w.addresses}
        name="text"
        value={value.text}
        onInput={(text) => onInput({ ...value, text })}
        problem={problem}
        rows={4}
        hint={w.addressesHint}
        required
      />
      <WhoIsMeant text={value.text} />
      <Field
        label={w.memberClass}
        name="member_class"
        value={value.member_class}
        onInput={(member_class) => onInput({ ...value, member_class })}
        problem={problem}
        maxLength={40}
        hint={w.inviteClassHint}
      />
      <Submit busy={busy}>{w.inviteNow}</Submit>
      {progress && (
        <label class="level">
          <span>{fill(w.progress, progress)}</span>
          <progress max={progress.all} value={progress.done} />
        </label>
      )}
      <Results results={results} />
    </Form>
  )
}

function WhoIsMeant({ text }: { text: string }) {
  const found = addressesIn(text)
  if (text.trim() === '') return null
  return (
    <div class="small-print" aria-live="polite">
      <p class="muted">{found.length === 0 ? w.noAddress : counted(w.addressesFound, found.length)}</p>
      {found.length > 1 && (
        <details>
          <summary>{w.seeAddresses}</summary>
          <ul class="results">
            {found.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

/** Of more than so many only those are told that were not invited. */
const MOST_TOLD = 10

function Results({ results }: { results: readonly InviteResult[] }) {
  const sent = results.filter((result) => result.outcome === 'invited').length
  const refused = results.filter((result) => result.outcome !== 'invited')
  const shown = results.length > MOST_TOLD ? refused : results
  return (
    <div aria-live="polite">
      {sent > 0 && <p class="good">{counted(w.sentTo, sent)}</p>}
      {refused.length > 0 && <p>{counted(w.notSentTo, refused.length)}</p>}
      {shown.length > 0 && (
        <ul class="results">
          {shown.map((result) => (
            <li key={result.email} class={result.outcome === 'invited' ? 'good' : 'warn'}>
              {fill(w.outcomeOf, { email: result.email, outcome: w.outcomes[result.outcome] })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
