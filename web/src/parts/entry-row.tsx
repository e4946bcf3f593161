import type { Entry } from '../api/sharing-types'
import type { Action } from '../lib/hooks'
import { instantWords, minutesWords, periodWords } from '../lib/time'
import { ConfirmButton } from './confirm'
import { Failure } from './states'

interface Props {
  entry: Entry
  leave: Action<[]>
  wake: Action<[]>
}

/** One wait: for what, on which place, until when. */
export function EntryRow({ entry, leave, wake }: Props) {
  const { time_zone: zone, place, expected_date_time: expected, snoozed_until_date_time: snoozed } = entry
  const when =
    entry.start_date_time === null || entry.end_date_time === null
      ? 'as soon as possible'
      : `within ${periodWords(entry.start_date_time, entry.end_date_time, zone)}`
  return (
    <li class="card booking">
      <div class="row-main">
        <strong>
          {minutesWords(entry.duration_minutes)} {when}
        </strong>
        <a href={`/stations/${entry.station_id}`}>{entry.station_name}</a>
        <span class="muted">
          {place === null ? 'No place now' : `Place ${place} of ${entry.waiting}`}
          {expected !== null && ` · expected about ${instantWords(expected, zone)}`}
        </span>
        <span class="muted small-print">The wait ends {instantWords(entry.lapses_at, zone)}.</span>
      </div>
      {snoozed !== null && <p class="note">Nothing is offered to you until {instantWords(snoozed, zone)}.</p>}
      {wake.problem && <Failure problem={wake.problem} zone={zone} />}
      <div class="actions">
        {snoozed !== null && (
          <button type="button" class="small" disabled={wake.busy} onClick={() => void wake.run()}>
            Offer me things again
          </button>
        )}
        <ConfirmButton label="Leave waitlist" title="Wait no more?" confirm="Leave" action={leave}>
          <p>You lose your place at {entry.station_name}.</p>
        </ConfirmButton>
      </div>
    </li>
  )
}
