import { useState } from 'preact/hooks'
import { chargers } from '../api/client'
import { blocks } from '../api/sharing'
import type { Block } from '../api/sharing-types'
import type { Charger } from '../api/types'
import { beginningOn, suggestedBlock } from '../lib/blocks'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf, instantOf, periodWords } from '../lib/time'
import { useDraft } from '../lib/unsaved'
import { chargerLabel } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Check, Field, Form, Submit } from '../parts/fields'
import { Page } from '../parts/page'
import { Empty, Failure, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('managing')

/** Times at which a manager keeps a charger free of bookings. */
export function ChargerBlocks({ id }: { id: string }) {
  const charger = useLoad(id, () => chargers.one(id))
  const list = useLoad(`blocks ${id}`, async () => (await blocks.of(id)).items)
  const known = charger.loaded.data
  return (
    <Page
      title={titleOf(known)}
      lead={known?.station_name ?? ''}
      back={{ href: known === null ? '/' : `/stations/${known.station_id}/manage`, label: w.manageStation }}
    >
      <Shown load={charger}>
        {(shown) => (
          <>
            <NewBlock charger={shown} onMade={list.reload} />
            <Shown load={list}>
              {(items) =>
                items.length === 0 ? (
                  <Empty title={w.noBlocks} />
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

function titleOf(charger: Charger | null): string {
  if (charger === null) return w.blockedTimes
  const name = chargerLabel(charger.name ?? null)
  return name === '' ? w.blockedTimesOfOne : fill(w.blockedTimesOf, { charger: name })
}

function NewBlock({ charger, onMade }: { charger: Charger; onMade: () => void }) {
  const zone = charger.time_zone
  const today = dayOf(new Date(), zone)
  const [suggested] = useState(() => suggestedBlock(new Date(), zone))
  const [draft, setDraft, done] = useDraft(`block ${charger.charger_id}`, {
    ...suggested,
    reason: '',
    cancels: false,
  })
  const { first, from, last, until, reason, cancels } = draft
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const make = useAction(async () => {
    await blocks.make(charger.charger_id, {
      start_date_time: instantOf(first, from, zone),
      end_date_time: instantOf(last, until, zone),
      reason,
      cancel_bookings: cancels,
    })
    done({ ...draft, reason: '' })
    say(w.blocked)
    onMade()
  })
  return (
    <Form class="card" label={w.blockTime} onSubmit={() => void make.run()}>
      {make.problem && <Failure problem={make.problem} zone={zone} />}
      <div class="grid">
        <Field
          label={w.fromDay}
          name="first"
          type="date"
          min={today}
          value={first}
          onInput={(day) => setDraft(beginningOn(day, draft, suggested))}
          required
        />
        <Field
          label={w.from}
          name="from"
          type="time"
          value={from}
          onInput={(from) => set({ from })}
          required
        />
        <Field
          label={w.untilDay}
          name="last"
          type="date"
          min={first}
          value={last}
          onInput={(last) => set({ last })}
          required
        />
        <Field
          label={w.until}
          name="until"
          type="time"
          value={until}
          onInput={(until) => set({ until })}
          required
        />
      </div>
      <Field
        label={w.why}
        name="reason"
        value={reason}
        onInput={(reason) => set({ reason })}
        maxLength={500}
        problem={make.problem}
        hint={w.whyHint}
      />
      <Check label={w.cancelsBookings} checked={cancels} onInput={(cancels) => set({ cancels })} />
      <Submit busy={make.busy}>{w.blockNow}</Submit>
    </Form>
  )
}

function One({ block, onRemoved }: { block: Block; onRemoved: () => void }) {
  const period = periodWords(block.start_date_time, block.end_date_time, block.time_zone)
  const remove = useAction(async () => {
    await blocks.remove(block.booking_id)
    say(w.unblocked)
    onRemoved()
  })
  return (
    <li class="row">
      <div class="row-main">
        <strong>{period}</strong>
        {block.reason !== '' && (
          <span class="muted">
            <bdi>{block.reason}</bdi>
          </span>
        )}
      </div>
      <ConfirmButton
        label={w.remove}
        name={fill(w.removeBlockOf, { period })}
        title={w.removeBlockTitle}
        confirm={w.removeBlock}
        danger={false}
        action={remove}
      >
        <p>{fill(w.removeBlockLead, { period })}</p>
      </ConfirmButton>
    </li>
  )
}
