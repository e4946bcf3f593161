import type { Entry } from '../api/sharing-types'
import type { Action } from '../lib/hooks'
import { instantWords, minutesWords, periodWords } from '../lib/time'
import { fill, words } from '../words'
import { ConfirmButton } from './confirm'
import { Failure } from './states'

const w = words('booking')

interface Props {
  entry: Entry
  leave: Action<[]>
  wake: Action<[]>
}

/** One wait: for what, on which place, until when. */
export function EntryRow({ entry, leave, wake }: Props) {
  const { time_zone: zone, snoozed_until_date_time: snoozed } = entry
  const length = minutesWords(entry.duration_minutes)
  const wish =
    entry.start_date_time === null || entry.end_date_time === null
      ? fill(w.waitNow, { length })
      : fill(w.waitWithin, { length, period: periodWords(entry.start_date_time, entry.end_date_time, zone) })
  return (
    <li class="card booking">
      <div class="row-main">
        <strong>{wish}</strong>
        <a href={`/stations/${entry.station_id}`}>{entry.station_name}</a>
        <span class="muted">{placeWords(entry)}</span>
        <span class="muted small-print">
          {fill(w.waitEnds, { time: instantWords(entry.lapses_at, zone) })}
        </span>
      </div>
      {snoozed !== null && <p class="note">{fill(w.snoozedUntil, { time: instantWords(snoozed, zone) })}</p>}
      {wake.problem && <Failure problem={wake.problem} zone={zone} />}
      <div class="actions">
        {snoozed !== null && (
          <button type="button" class="small" disabled={wake.busy} onClick={() => void wake.run()}>
            {w.offerAgain}
          </button>
        )}
        <ConfirmButton label={w.leaveWaitlist} title={w.leaveTitle} confirm={w.leave} action={leave}>
          <p>{fill(w.leaveWarning, { station: entry.station_name })}</p>
        </ConfirmButton>
      </div>
    </li>
  )
}

function placeWords({ place, waiting, expected_date_time: expected, time_zone: zone }: Entry): string {
  if (place === null) return w.noPlace
  if (expected === null) return fill(w.place, { place, waiting })
  return fill(w.placeExpected, { place, waiting, time: instantWords(expected, zone) })
}
