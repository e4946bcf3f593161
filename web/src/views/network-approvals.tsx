import { useState } from 'preact/hooks'
import { approvals } from '../api/sharing'
import type { Booking } from '../api/types'
import { useFocusAfter } from '../lib/focus'
import { useAction } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { instantWords, periodWords } from '../lib/time'
import { chargerLabel, personName } from '../lib/words'
import { Field, Form } from '../parts/fields'
import { More } from '../parts/more'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkApprovals({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Pending id={id} />}</NetworkPage>
}

function Pending({ id }: { id: string }) {
  const [heading, gone] = useFocusAfter<HTMLHeadingElement>()
  const pages = usePages(id, (cursor) => approvals.pending(id, cursor), { live: [`network:${id}`] })

  function decided() {
    pages.load.reload()
    gone()
  }

  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {w.waitingForApproval}
      </h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.nobodyWaits}>
              <p>{w.nobodyWaitsLead}</p>
            </Empty>
          ) : (
            <ul class="rows cards">
              {list.map((booking) => (
                <One key={booking.booking_id} booking={booking} onDecided={decided} />
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
  const name = personName(booking.driver_name)
  const approve = useAction(async () => {
    await approvals.approve(id)
    say(fill(w.approved, { name }))
    onDecided()
  })
  const reject = useAction(async () => {
    await approvals.reject(id, reason)
    say(fill(w.rejected, { name }))
    onDecided()
  })
  const problem = approve.problem ?? reject.problem
  const period = periodWords(booking.start_date_time, booking.end_date_time, zone)
  return (
    <li class="card booking" aria-label={fill(w.bookingBy, { name, period })}>
      <div class="row-main">
        <strong>{name}</strong>
        <span>{period}</span>
        <span class="muted">
          {booking.station_name} {chargerLabel(booking.charger_name)}
        </span>
        {booking.lapses_at !== null && (
          <span class="muted">{fill(w.decideBy, { time: instantWords(booking.lapses_at, zone) })}</span>
        )}
      </div>
      {problem && <Failure problem={problem} zone={zone} />}
      {isRejecting ? (
        <Form class="inline" label={w.reject} onSubmit={() => void reject.run()}>
          <Field
            label={w.why}
            name="reason"
            value={reason}
            onInput={setReason}
            maxLength={500}
            hint={w.whyHint}
            class="grow"
          />
          <button type="submit" class="danger" aria-busy={reject.busy} disabled={reject.busy}>
            {w.reject}
          </button>
          <button type="button" onClick={() => setRejecting(false)}>
            {w.back}
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
            {w.approve}
          </button>
          <button type="button" onClick={() => setRejecting(true)}>
            {w.rejectAsk}
          </button>
        </div>
      )}
    </li>
  )
}
