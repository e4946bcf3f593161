import { useState } from 'preact/hooks'
import { updates } from '../../api/charge-point'
import type { Update } from '../../api/charge-point-types'
import { firmware } from '../../api/operating'
import type { Firmware as Image } from '../../api/operating-types'
import { useAction, useLoad } from '../../lib/hooks'
import { UPDATE } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantOf, instantWords } from '../../lib/time'
import { orNull } from '../../lib/words'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { Empty, Failure, Shown } from '../../parts/states'
import type { Here } from './here'

export function Firmware(here: Here) {
  const { id, point, zone } = here
  const pages = usePages(id, (cursor) => updates.list(id, cursor), { live: [`charge_point:${id}`] })
  const running = pages.load.loaded.data?.find((one) => one.state === 'REQUESTED' || one.state === 'RUNNING')
  return (
    <>
      <section class="card" aria-label="Present firmware">
        <h2>Firmware</h2>
        <dl class="facts">
          <dt>It runs</dt>
          <dd>{point.firmware_version ?? 'not told yet'}</dd>
          <dt>It is</dt>
          <dd>{[point.vendor, point.model].filter(Boolean).join(' ') || 'not told yet'}</dd>
        </dl>
        {running && (
          <p class="note" role="status">
            On its way to {running.version}: {running.status ?? UPDATE[running.state].word}
          </p>
        )}
      </section>
      <Begin {...here} onBegun={pages.load.reload} />
      <section>
        <h2>Updates</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title="No updates yet" />
            ) : (
              <ul class="rows" aria-label="Updates">
                {list.map((update) => (
                  <One key={update.update_id} update={update} zone={zone} />
                ))}
              </ul>
            )
          }
        </Shown>
        <More more={pages.more} />
      </section>
    </>
  )
}

function One({ update, zone }: { update: Update; zone: string }) {
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{update.version}</strong>
        <span class="muted">
          asked {instantWords(update.requested_at, zone)}
          {update.status && ` · last word: ${update.status}`}
          {update.confirmed_at && ` · started with it ${instantWords(update.confirmed_at, zone)}`}
        </span>
        {update.detail && <span>{update.detail}</span>}
      </div>
      <Badge state={UPDATE[update.state]} />
    </li>
  )
}

/** Whether an image is meant for chargers like this one. */
function fits(image: Image, { vendor, model }: Here['point']): boolean {
  const isStored = image.state === 'STORED' && image.signature_state !== 'INVALID'
  return isStored && (image.vendor ?? vendor) === vendor && (image.model ?? model) === model
}

function Begin({ id, point, station, zone, onBegun }: Here & { onBegun: () => void }) {
  const images = useLoad(station.network_id, () => firmware.list(station.network_id, null))
  const [chosen, setChosen] = useState('')
  const [day, setDay] = useState('')
  const [clock, setClock] = useState('')
  const begin = useAction(async () => {
    const later = orNull(day) && { retrieve_at: instantOf(day, clock || '00:00', zone) }
    await updates.begin(id, { firmware_id: chosen, ...later })
    setChosen('')
    onBegun()
  })
  return (
    <section class="card">
      <header class="section-head">
        <h2>Update it</h2>
        <a href={`/networks/${station.network_id}/firmware`}>Images of the network</a>
      </header>
      <Shown load={images}>
        {({ items }) => {
          const here = items.filter((image) => fits(image, point))
          return here.length === 0 ? (
            <p class="muted">The network has no image for chargers like this one.</p>
          ) : (
            <Form label="Update it" onSubmit={() => chosen !== '' && void begin.run()}>
              {begin.problem && <Failure problem={begin.problem} zone={zone} />}
              <div class="grid">
                <Select
                  label="To which"
                  value={chosen}
                  options={[
                    ['', 'Choose an image'],
                    ...here.map((image) => [image.firmware_id, `${image.name} (${image.version})`] as const),
                  ]}
                  onInput={setChosen}
                />
                <Field label="Fetch it on" name="retrieve_at" type="date" value={day} onInput={setDay} />
                <Field label="Fetch it at" name="clock" type="time" value={clock} onInput={setClock} />
              </div>
              <p class="hint">Without a day it fetches at once. No session is ended for it by PlugNexus.</p>
              <Submit busy={begin.busy}>Update firmware</Submit>
            </Form>
          )
        }}
      </Shown>
    </section>
  )
}
