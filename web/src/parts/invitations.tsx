import type { Invitation, InviteOutcome, InviteResult } from '../api/types'
import type { Action } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { ConfirmButton } from './confirm'
import { Failure } from './states'

const OUTCOMES: Record<InviteOutcome, string> = {
  invited: 'invited',
  already_member: 'is a member already',
  already_invited: 'is invited already',
  invalid_email: 'is not an e-mail address',
  blocked: 'is blocked',
}

export function InviteResults({ results }: { results: readonly InviteResult[] }) {
  return (
    <div aria-live="polite">
      {results.length > 0 && (
        <ul class="results">
          {results.map((result) => (
            <li key={result.email} class={result.outcome === 'invited' ? 'good' : 'warn'}>
              <span>{result.email}</span> {OUTCOMES[result.outcome] ?? result.outcome}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface Props {
  invitation: Invitation
  resend: Action<[]>
  revoke: Action<[]>
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
const TONES = { open: 'busy', accepted: 'free', revoked: 'quiet', expired: 'quiet' } as const

export function InvitationRow({ invitation, resend, revoke }: Props) {
  const { email, state, sent_at: sent, expires_at: expires } = invitation
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{email}</strong>
        <span class="muted">
          Sent {instantWords(sent, HERE)}
          {state === 'open' && `, open until ${instantWords(expires, HERE)}`}
        </span>
        {resend.problem && <Failure problem={resend.problem} />}
      </div>
      <div class="actions">
        <span class={`badge ${TONES[state]}`}>{state}</span>
        {(state === 'open' || state === 'expired') && (
          <button
            type="button"
            class="small"
            aria-label={`Send again to ${email}`}
            disabled={resend.busy}
            onClick={() => void resend.run()}
          >
            Send again
          </button>
        )}
        {state === 'open' && (
          <ConfirmButton
            label="Revoke"
            name={`Revoke the invitation to ${email}`}
            title={`Revoke the invitation to ${email}?`}
            confirm="Revoke"
            action={revoke}
          />
        )}
      </div>
    </li>
  )
}
