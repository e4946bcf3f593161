import { useState } from 'preact/hooks'
import type { JoinCode } from '../api/types'
import type { Action } from '../lib/hooks'
import { instantWords, iso } from '../lib/time'
import { ConfirmButton } from './confirm'
import { CopyButton } from './copy'
import { Failure } from './states'

interface Props {
  joinCode: JoinCode | null
  rotate: Action<[]>
  change: Action<[{ enabled?: boolean; expires_at?: string | null }]>
}

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function JoinCodeCard({ joinCode, rotate, change }: Props) {
  const [isShown, setShown] = useState(false)
  const problem = change.problem
  return (
    <section class="card">
      <h2>Join code</h2>
      {problem && <Failure problem={problem} />}
      {joinCode === null ? (
        <p class="muted">There is no code yet.</p>
      ) : (
        <>
          <p class="join-code">
            <output class="mono" data-testid="join-code">
              {isShown ? joinCode.code : '•'.repeat(joinCode.code.length)}
            </output>
            <button type="button" class="small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? 'Hide code' : 'Show code'}
            </button>
            <CopyButton text={joinCode.code} label="Copy code" />
          </p>
          {!joinCode.enabled && <p class="note warn">It is switched off: nobody can join by it.</p>}
          <p class="muted small-print">
            {joinCode.expires_at === null
              ? 'It does not expire.'
              : `It expires ${instantWords(joinCode.expires_at, HERE)}.`}
          </p>
        </>
      )}
      <div class="actions">
        {joinCode !== null && (
          <>
            <button
              type="button"
              class="small"
              disabled={change.busy}
              onClick={() => void change.run({ enabled: !joinCode.enabled })}
            >
              {joinCode.enabled ? 'Switch the code off' : 'Switch the code on'}
            </button>
            <Expiry joinCode={joinCode} change={change} />
          </>
        )}
        <ConfirmButton
          label={joinCode === null ? 'Make a code' : 'Replace the code'}
          title={joinCode === null ? 'Make a join code?' : 'Replace the join code?'}
          confirm={joinCode === null ? 'Make code' : 'Replace'}
          danger={joinCode !== null}
          action={rotate}
        >
          <p>Members stay. Whoever has only the old code cannot join any more.</p>
        </ConfirmButton>
      </div>
    </section>
  )
}

function Expiry({ joinCode, change }: { joinCode: JoinCode; change: Props['change'] }) {
  if (joinCode.expires_at !== null) {
    return (
      <button
        type="button"
        class="small"
        disabled={change.busy}
        onClick={() => void change.run({ expires_at: null })}
      >
        Let it not expire
      </button>
    )
  }
  const week = () => iso(Date.now() + 7 * 86_400_000)
  return (
    <button
      type="button"
      class="small"
      disabled={change.busy}
      onClick={() => void change.run({ expires_at: week() })}
    >
      Let it expire in 7 days
    </button>
  )
}
