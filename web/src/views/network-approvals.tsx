import { useState } from 'preact/hooks'
import { approvals } from '../api/sharing'
import type { Booking } from '../api/types'
import { useAction } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { instantWords, periodWords } from '../lib/time'
import { chargerLabel } from '../lib/words'
import { Field, Form } from '../parts/fields'
import { More } from '../parts/more'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'
import { NetworkPage } from './network-page'

export function NetworkApprovals({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Pending id={id} />}</NetworkPage>
}

function Pending({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => approvals.pending(id, cursor), { live: [`network:${id}`] })
  return (
    <section>
      <h2>Waiting for approval</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="Nobody waits for approval">
              <p>Bookings come here where the policy says that a manager approves them.</p>
            </Empty>
          ) : (
            <ul class="rows cards">
              {list.map((booking) => (
                <One key={booking.booking_id} booking={booking} onDecided={pages.load.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ booking, onDecided }: { booking: Booking; onDecided: () => void }) {
  const [reason, setReason] = useState('')
  const [isRejecting, setRejecting] = useState(false)
  const { booking_id: id, time_zone: zone } = booking
  const approve = useAction(async () => {
    await approvals.approve(id)
    say(`The booking of ${booking.driver_name} holds.`)
    onDecided()
  })
  const reject = useAction(async () => {
    await approvals.reject(id, reason)
    say(`The booking of ${booking.driver_name} is rejected.`)
    onDecided()
  })
  const problem = approve.problem ?? reject.problem
  const period = periodWords(booking.start_date_time, booking.end_date_time, zone)
  return (
    <li class="card booking" aria-label={`${booking.driver_name}, ${period}`}>
      <div class="row-main">
        <strong>{booking.driver_name}</strong>
        <span>{period}</span>
        <span class="muted">
          {booking.station_name} {chargerLabel(booking.charger_name)}
          {booking.lapses_at !== null && ` · decide by ${instantWords(booking.lapses_at, zone)}`}
        </span>
      </div>
      {problem && <Failure problem={problem} zone={zone} />}
      {isRejecting ? (
        <Form class="inline" label="Reject" onSubmit={() => void reject.run()}>
          <Field
            label="Why"
            name="reason"
            value={reason}
            onInput={setReason}
            maxLength={500}
            hint="The driver is told."
            class="grow"
          />
          <button type="submit" class="danger" aria-busy={reject.busy} disabled={reject.busy}>
            Reject
          </button>
          <button type="button" onClick={() => setRejecting(false)}>
            Back
          </button>
        </Form>
      ) : (
        <div class="actions">
          <button
            type="button"
            class="primary"
            aria-busy={approve.busy}
            disabled={approve.busy}
            onClick={() => void approve.run()}
          >
            Approve
          </button>
          <button type="button" onClick={() => setRejecting(true)}>
            Reject…
          </button>
        </div>
      )}
    </li>
  )
}
