import { useState } from 'preact/hooks'
import { series } from '../api/sharing'
import type { Series as SeriesData } from '../api/sharing-types'
import type { Booking, RefusedTime } from '../api/types'
import { bookingState } from '../lib/bookings'
import { useAction, useLoad } from '../lib/hooks'
import { seriesEnd, seriesRule } from '../lib/series-words'
import { clockOf, periodWords } from '../lib/time'
import { useDraft } from '../lib/unsaved'
import { chargerLabel } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Submit } from '../parts/fields'
import { Badge } from '../parts/icons'
import { Page } from '../parts/page'
import { RefusedTimes } from '../parts/refused-times'
import { Failure, Shown } from '../parts/states'
import { say } from '../store'
import { counted, words } from '../words'

const w = words('visits')

export function Series({ id }: { id: string }) {
  const load = useLoad(id, () => series.one(id))
  return (
    <Page title={w.weeklySeries} back={{ href: '/series', label: w.tabs.series }}>
      <Shown load={load}>{(known) => <Known known={known} onChanged={load.reload} />}</Shown>
    </Page>
  )
}

function Known({ known, onChanged }: { known: SeriesData; onChanged: () => void }) {
  const [left, setLeft] = useState<readonly RefusedTime[]>([])
  const zone = known.time_zone
  const first = known.bookings.find((booking) => booking.may_cancel)
  return (
    <>
      <p>
        <a href={`/stations/${known.station_id}`}>{known.station_name}</a> ·{' '}
        {chargerLabel(known.charger_name)}
        <br />
        {seriesRule(known)} · {seriesEnd(known)}
      </p>
      {left.length > 0 && (
        <div class="note warn" role="alert">
          <p>{w.theseStay}</p>
          <RefusedTimes refused={left} zone={zone} />
        </div>
      )}
      {first && <Edit known={known} first={first} onLeft={setLeft} onChanged={onChanged} />}
      <ul class="rows">
        {known.bookings.map((booking) => (
          <li key={booking.booking_id} class="row">
            <span>{periodWords(booking.start_date_time, booking.end_date_time, zone)}</span>
            <Badge state={bookingState(booking.state)} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface EditProps {
  known: SeriesData
  /** The next of its bookings that can still be given back. */
  first: Booking
  onLeft: (left: readonly RefusedTime[]) => void
  onChanged: () => void
}

function Edit({ known, first, onLeft, onChanged }: EditProps) {
  const zone = known.time_zone
  const [draft, setDraft, done] = useDraft(`series ${known.series_id}`, {
    from: clockOf(first.start_date_time, zone),
    until: clockOf(first.end_date_time, zone),
  })
  const { from, until } = draft
  const move = useAction(async () => {
    const edit = { from_booking_id: first.booking_id, start_time: from, end_time: until }
    const { changed, refused } = await series.move(known.series_id, edit)
    done()
    say(counted(w.bookingsMoved, changed.length))
    onLeft(refused)
    onChanged()
  })
  const cancel = useAction(async () => {
    const { canceled, refused } = await series.cancel(known.series_id, first.booking_id)
    say(counted(w.bookingsCancelled, canceled.length))
    onLeft(refused)
    onChanged()
  })
  return (
    <Form class="card" label={w.allToCome} onSubmit={() => void move.run()}>
      <h2>{w.allToCome}</h2>
      {move.problem && <Failure problem={move.problem} zone={zone} />}
      <div class="book-fields">
        <Field
          label={w.from}
          name="start_time"
          type="time"
          value={from}
          onInput={(clock) => setDraft({ ...draft, from: clock })}
          required
        />
        <Field
          label={w.until}
          name="end_time"
          type="time"
          value={until}
          onInput={(clock) => setDraft({ ...draft, until: clock })}
          required
        />
        <Submit busy={move.busy}>{w.move}</Submit>
        <ConfirmButton
          class=""
          label={w.cancelAll}
          title={w.cancelAllTitle}
          confirm={w.cancelThem}
          action={cancel}
        >
          <p>{w.cancelAllLead}</p>
        </ConfirmButton>
      </div>
    </Form>
  )
}
