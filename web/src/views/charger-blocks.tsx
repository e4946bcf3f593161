import { useState } from 'preact/hooks'
import { chargers } from '../api/client'
import { blocks } from '../api/sharing'
import type { Block } from '../api/sharing-types'
import type { Charger } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf, instantOf, periodWords } from '../lib/time'
import { chargerLabel } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Check, Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'

/** Times at which a manager keeps a charger free of bookings. */
export function ChargerBlocks({ id }: { id: string }) {
  const charger = useLoad(id, () => chargers.one(id))
  const list = useLoad(`blocks ${id}`, async () => (await blocks.of(id)).items)
  const known = charger.loaded.data
  return (
    <Page
      title={known === null ? 'Blocked times' : `Blocked times of ${nameOf(known)}`}
      lead={known?.station_name ?? ''}
      back={{ href: known === null ? '/' : `/stations/${known.station_id}/manage`, label: 'Manage station' }}
    >
      <Shown load={charger}>
        {(shown) => (
          <>
            <NewBlock charger={shown} onMade={list.reload} />
            <Shown load={list}>
              {(items) =>
                items.length === 0 ? (
                  <Empty title="No blocked times" />
                ) : (
                  <ul class="rows">
                    {items.map((block) => (
                      <One key={block.booking_id} block={block} onRemoved={list.reload} />
                    ))}
                  </ul>
                )
              }
            </Shown>
          </>
        )}
      </Shown>
    </Page>
  )
}

function nameOf(charger: Charger): string {
  return chargerLabel(charger.name ?? null) || 'a charger'
}

function NewBlock({ charger, onMade }: { charger: Charger; onMade: () => void }) {
  const zone = charger.time_zone
  const today = dayOf(new Date(), zone)
  const [first, setFirst] = useState(today)
  const [from, setFrom] = useState('08:00')
  const [last, setLast] = useState(today)
  const [until, setUntil] = useState('18:00')
  const [reason, setReason] = useState('')
  const [cancels, setCancels] = useState(false)
  const make = useAction(async () => {
    await blocks.make(charger.charger_id, {
      start_date_time: instantOf(first, from, zone),
      end_date_time: instantOf(last, until, zone),
      reason,
      cancel_bookings: cancels,
    })
    setReason('')
    say('The time is blocked.')
    onMade()
  })
  return (
    <Form class="card" label="Block a time" onSubmit={() => void make.run()}>
      {make.problem && <Failure problem={make.problem} zone={zone} />}
      <div class="grid">
        <Field
          label="From day"
          name="first"
          type="date"
          min={today}
          value={first}
          onInput={(day) => {
            setFirst(day)
            if (last < day) setLast(day)
          }}
          required
        />
        <Field label="From" name="from" type="time" value={from} onInput={setFrom} required />
        <Field
          label="Until day"
          name="last"
          type="date"
          min={first}
          value={last}
          onInput={setLast}
          required
        />
        <Field label="Until" name="until" type="time" value={until} onInput={setUntil} required />
      </div>
      <Field
        label="Why"
        name="reason"
        value={reason}
        onInput={setReason}
        maxLength={500}
        problem={make.problem}
        hint="Members see it."
      />
      <Check
        label="Cancel bookings that are in the way; their drivers are told"
        checked={cancels}
        onInput={setCancels}
      />
      <Submit busy={make.busy}>Block this time</Submit>
    </Form>
  )
}

function One({ block, onRemoved }: { block: Block; onRemoved: () => void }) {
  const period = periodWords(block.start_date_time, block.end_date_time, block.time_zone)
  const remove = useAction(async () => {
    await blocks.remove(block.booking_id)
    say('The time can be booked again.')
    onRemoved()
  })
  return (
    <li class="row">
      <div class="row-main">
        <strong>{period}</strong>
        {block.reason !== '' && <span class="muted">{block.reason}</span>}
      </div>
      <ConfirmButton
        label="Remove"
        name={`Remove the block ${period}`}
        title="Let it be booked again?"
        confirm="Remove block"
        danger={false}
        action={remove}
      >
        <p>{period}. Bookings that were cancelled do not come back.</p>
      </ConfirmButton>
    </li>
  )
}
