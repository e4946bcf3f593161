import type { ChargerTerms } from '../api/sharing-types'
import type { Load } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { violationWords } from '../lib/violations'
import { fill, words } from '../words'

const w = words('rules')

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
        <p class="good small-print">{loaded.data?.terms.approval === 'manager' ? w.mayAsk : w.mayBook}</p>
      )}
      {wish && !wish.may_book && (
        <ul class="reasons" aria-label={w.whyNot}>
          {wish.violations.map((violation) => (
            <li key={`${violation.code} ${violation.detail}`}>{violationWords(violation, zone)}</li>
          ))}
        </ul>
      )}
      {onTaken && wish?.violations.some((violation) => violation.code === 'overlaps') && (
        <button type="button" class="small" onClick={onTaken}>
          {w.waitForIt}
        </button>
      )}
    </div>
  )
}

/** Whether the reader may charge there now, until when, or why not. It has its place before that is known. */
export function NowWords({ now, zone }: { now: ChargerTerms['now'] | null; zone: string }) {
  return <p class="muted small-print now-words">{now && nowWords(now, zone)}</p>
}

function nowWords({ may_charge, violations, until, booking_id }: ChargerTerms['now'], zone: string): string {
  if (!may_charge) {
    const reasons = violations.map((violation) => violationWords(violation, zone)).join(' ')
    return fill(w.notNow, { reasons })
  }
  if (until === null) return booking_id === null ? w.now : w.nowByBooking
  const time = instantWords(until, zone)
  return fill(booking_id === null ? w.nowUntil : w.nowUntilByBooking, { time })
}
