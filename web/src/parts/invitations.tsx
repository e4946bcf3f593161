import type { Invitation } from '../api/types'
import type { Action } from '../lib/hooks'
import { HERE, instantWords } from '../lib/time'
import { fill, words } from '../words'
import { ConfirmButton } from './confirm'
import { Failure } from './states'

const w = words('networks')

interface Props {
  invitation: Invitation
  resend: Action<[]>
  revoke: Action<[]>
}

const TONES = { open: 'busy', accepted: 'free', revoked: 'quiet', expired: 'quiet' } as const

export function InvitationRow({ invitation, resend, revoke }: Props) {
  const { email, state, sent_at: sent, expires_at: expires } = invitation
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{email}</strong>
        <span class="muted">
          {state === 'open'
            ? fill(w.sentOpenUntil, { time: instantWords(sent, HERE), until: instantWords(expires, HERE) })
            : fill(w.sentAt, { time: instantWords(sent, HERE) })}
        </span>
        {resend.problem && <Failure problem={resend.problem} />}
      </div>
      <div class="actions">
        <span class={`badge ${TONES[state]}`}>{w.invitationStates[state]}</span>
        {(state === 'open' || state === 'expired') && (
          <button
            type="button"
            class="small"
            aria-label={fill(w.sendAgainTo, { email })}
            disabled={resend.busy}
            onClick={() => void resend.run()}
          >
            {w.sendAgain}
          </button>
        )}
        {state === 'open' && (
          <ConfirmButton
            label={w.revoke}
            name={fill(w.revokeFor, { email })}
            title={fill(w.revokeTitle, { email })}
            confirm={w.revoke}
            action={revoke}
          />
        )}
      </div>
    </li>
  )
}
