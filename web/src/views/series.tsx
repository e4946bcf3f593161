import { useState } from 'preact/hooks'
import { series } from '../api/sharing'
import type { Series as SeriesData } from '../api/sharing-types'
import type { Booking, RefusedTime } from '../api/types'
import { BOOKING_STATES } from '../lib/bookings'
import { useAction, useLoad } from '../lib/hooks'
import { counted } from '../lib/policy-words'
import { clockOf, dayWords, periodWords } from '../lib/time'
import { DAYS } from '../lib/weekly'
import { chargerLabel } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Field, Form, Submit } from '../parts/fields'
import { Badge } from '../parts/icons'
import { Page } from '../parts/page'
import { RefusedTimes } from '../parts/refused-times'
import { Failure, Shown } from '../parts/states'
import { say } from '../store'

export function Series({ id }: { id: string }) {
  const load = useLoad(id, () => series.one(id))
  return (
    <Page title="Weekly series" back={{ href: '/bookings', label: 'My bookings' }}>
      <Shown load={load}>{(known) => <Known known={known} onChanged={load.reload} />}</Shown>
    </Page>
  )
}

function Known({ known, onChanged }: { known: SeriesData; onChanged: () => void }) {
  const [left, setLeft] = useState<readonly RefusedTime[]>([])
  const zone = known.time_zone
  const days = known.weekdays.map((day) => DAYS[day - 1])
  const first = known.bookings.find((booking) => booking.may_cancel)
  const isEvery = known.interval === 1 ? 'Every' : `Every ${known.interval} weeks on`
  return (
    <>
      <p>
        <a href={`/stations/${known.station_id}`}>{known.station_name}</a> {chargerLabel(known.charger_name)}
        <br />
        {isEvery} {days.join(', ')}, {clockOf(known.start_date_time, zone)} –{' '}
        {clockOf(known.end_date_time, zone)}
        {known.until === null
          ? `, ${counted(known.occurrences, 'time')}`
          : `, until ${dayWords(known.until)}`}
      </p>
      {left.length > 0 && (
        <div class="note warn" role="alert">
          <p>These stay as they are:</p>
          <RefusedTimes refused={left} zone={zone} />
        </div>
      )}
      {first && <Edit known={known} first={first} onLeft={setLeft} onChanged={onChanged} />}
      <ul class="rows">
        {known.bookings.map((booking) => (
          <li key={booking.booking_id} class="row">
            <span>{periodWords(booking.start_date_time, booking.end_date_time, zone)}</span>
            <Badge state={BOOKING_STATES[booking.state]} />
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
  const [from, setFrom] = useState(clockOf(first.start_date_time, zone))
  const [until, setUntil] = useState(clockOf(first.end_date_time, zone))
  const move = useAction(async () => {
    const edit = { from_booking_id: first.booking_id, start_time: from, end_time: until }
    const { changed, refused } = await series.move(known.series_id, edit)
    say(`${counted(changed.length, 'booking is', 'bookings are')} moved.`)
    onLeft(refused)
    onChanged()
  })
  const cancel = useAction(async () => {
    const { canceled, refused } = await series.cancel(known.series_id, first.booking_id)
    say(`${counted(canceled.length, 'booking is', 'bookings are')} cancelled.`)
    onLeft(refused)
    onChanged()
  })
  return (
    <Form class="card" label="All that is to come" onSubmit={() => void move.run()}>
      <h2>All that is to come</h2>
      {move.problem && <Failure problem={move.problem} zone={zone} />}
      <div class="book-fields">
        <Field label="From" name="start_time" type="time" value={from} onInput={setFrom} required />
        <Field label="Until" name="end_time" type="time" value={until} onInput={setUntil} required />
        <Submit busy={move.busy}>Move</Submit>
        <ConfirmButton
          class=""
          label="Cancel all to come"
          title="Cancel all that is to come?"
          confirm="Cancel them"
          action={cancel}
        >
          <p>The times become free for others. What is late may cost what each booking's terms say.</p>
        </ConfirmButton>
      </div>
    </Form>
  )
}
