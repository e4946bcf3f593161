import type { ChargerTerms } from '../api/sharing-types'
import type { Load } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { violationWords } from '../lib/violations'

interface Props {
  /** The terms asked with a time; null while none was asked about. */
  load: Pick<Load<ChargerTerms | null>, 'loaded'>
  zone: string
  /** What may be done about a time that is taken. */
  onTaken?: (() => void) | undefined
}

/** Whether the chosen time can be booked, before it is tried. A failed question says nothing: booking will. */
export function DryRun({ load, zone, onTaken }: Props) {
  const { loaded } = load
  const wish = loaded.data?.wish ?? null
  return (
    <div class="dry-run" aria-live="polite">
      {wish?.may_book && (
        <p class="good small-print">
          {loaded.data?.terms.approval === 'manager'
            ? 'You can ask for this time. A manager approves it.'
            : 'You can have this time.'}
        </p>
      )}
      {wish && !wish.may_book && (
        <ul class="reasons" aria-label="Why this cannot be booked">
          {wish.violations.map((violation) => (
            <li key={`${violation.code} ${violation.detail}`}>{violationWords(violation, zone)}</li>
          ))}
        </ul>
      )}
      {onTaken && wish?.violations.some((violation) => violation.code === 'overlaps') && (
        <button type="button" class="small" onClick={onTaken}>
          Wait for this time
        </button>
      )}
    </div>
  )
}

/** Whether the reader may charge there now, until when, or why not. */
export function NowWords({ now, zone }: { now: ChargerTerms['now']; zone: string }) {
  if (!now.may_charge) {
    return (
      <p class="muted small-print">
        Charging now: {now.violations.map((violation) => violationWords(violation, zone)).join(' ')}
      </p>
    )
  }
  const until = now.until === null ? '' : `, until ${instantWords(now.until, zone)}`
  return (
    <p class="muted small-print">
      You can charge now{until}
      {now.booking_id !== null && ', by your booking'}.
    </p>
  )
}
