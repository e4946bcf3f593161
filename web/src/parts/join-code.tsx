import { useState } from 'preact/hooks'
import type { JoinCode } from '../api/types'
import type { Action } from '../lib/hooks'
import { addMinutes, HERE, instantWords } from '../lib/time'
import { fill, words } from '../words'
import { ConfirmButton } from './confirm'
import { CopyButton } from './copy'
import { Qr } from './qr'
import { Failure } from './states'

const w = words('networks')

interface Props {
  /** The network's. */
  name: string
  joinCode: JoinCode | null
  /** Where whoever has the code joins; null without a code. */
  link: string | null
  /** The page with the code to print. */
  poster: string
  rotate: Action<[]>
  change: Action<[{ enabled?: boolean; expires_at?: string | null }]>
}

const WEEK_MINUTES = 7 * 24 * 60

export function JoinCodeCard({ name, joinCode, link, poster, rotate, change }: Props) {
  return (
    <section class="card">
      <h2>{w.joinCode}</h2>
      {change.problem && <Failure problem={change.problem} />}
      {joinCode === null || link === null ? (
        <p class="muted">{w.noCode}</p>
      ) : (
        <Known name={name} joinCode={joinCode} link={link} poster={poster} />
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
              {joinCode.enabled ? w.switchOff : w.switchOn}
            </button>
            <Expiry joinCode={joinCode} change={change} />
          </>
        )}
        <ConfirmButton
          label={joinCode === null ? w.makeCode : w.replaceCode}
          title={joinCode === null ? w.makeCodeTitle : w.replaceCodeTitle}
          confirm={joinCode === null ? w.makeCodeNow : w.replace}
          danger={joinCode !== null}
          action={rotate}
        >
          {joinCode !== null && <p>{w.replaceLead}</p>}
        </ConfirmButton>
      </div>
    </section>
  )
}

interface KnownProps extends Pick<Props, 'name' | 'poster'> {
  joinCode: JoinCode
  link: string
}

function Known({ name, joinCode, link, poster }: KnownProps) {
  const [isShown, setShown] = useState(false)
  return (
    <>
      <p class="join-code">
        <output class="mono" data-testid="join-code">
          {isShown ? joinCode.code : '•'.repeat(joinCode.code.length)}
        </output>
        <button type="button" class="small" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? w.hideCode : w.showCode}
        </button>
        <CopyButton text={joinCode.code} label={w.copyCode} />
        <CopyButton text={link} label={w.copyLink} />
        <a class="button small" href={poster}>
          {w.toPrint}
        </a>
      </p>
      {isShown && <Qr text={link} label={fill(w.qrLabel, { name })} />}
      {!joinCode.enabled && <p class="note warn">{w.codeOff}</p>}
      <p class="muted small-print">
        {joinCode.expires_at === null
          ? w.codeForever
          : fill(w.codeExpires, { time: instantWords(joinCode.expires_at, HERE) })}
      </p>
    </>
  )
}

function Expiry({ joinCode, change }: { joinCode: JoinCode; change: Props['change'] }) {
  const isForever = joinCode.expires_at === null
  const inWeek = () => addMinutes(new Date(), WEEK_MINUTES)
  return (
    <button
      type="button"
      class="small"
      disabled={change.busy}
      onClick={() => void change.run({ expires_at: isForever ? inWeek() : null })}
    >
      {isForever ? w.expireInWeek : w.expireNever}
    </button>
  )
}
