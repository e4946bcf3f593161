import { useState } from 'preact/hooks'
import { updates } from '../../api/charge-point'
import type { Update } from '../../api/charge-point-types'
import { firmware } from '../../api/operating'
import type { Firmware as Image } from '../../api/operating-types'
import { useAction, useLoad } from '../../lib/hooks'
import { sentenceOf, updateTexts } from '../../lib/operator/reasons'
import { updateState } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantOf, instantWords } from '../../lib/time'
import { orNull } from '../../lib/words'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { Said } from '../../parts/operator/said'
import { Empty, Failure, Shown } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

export function Firmware(here: Here) {
  const { id, point, zone } = here
  const pages = usePages(id, (cursor) => updates.list(id, cursor), { live: [`charge_point:${id}`] })
  const running = pages.load.loaded.data?.find((one) => one.state === 'REQUESTED' || one.state === 'RUNNING')
  return (
    <>
      <section class="card" aria-label={w.presentFirmware}>
        <h2>{w.firmware}</h2>
        <dl class="facts">
          <dt>{w.itRuns}</dt>
          <dd>{point.firmware_version ?? w.notTold}</dd>
          <dt>{w.itIs}</dt>
          <dd>{[point.vendor, point.model].filter(Boolean).join(' ') || w.notTold}</dd>
        </dl>
        {running && (
          <p class="note" role="status">
            {fill(w.onItsWay, {
              version: running.version,
              status: running.status ?? updateState(running.state).word,
            })}
          </p>
        )}
      </section>
      <Begin {...here} onBegun={pages.load.reload} />
      <section>
        <h2>{w.updates}</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title={w.noUpdates} />
            ) : (
              <ul class="rows" aria-label={w.updates}>
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
  const { requested_at, status, confirmed_at } = update
  const told = [
    fill(w.updateAsked, { time: instantWords(requested_at, zone) }),
    ...(status === null ? [] : [fill(w.updateLastWord, { status })]),
    ...(confirmed_at === null ? [] : [fill(w.updateStarted, { time: instantWords(confirmed_at, zone) })]),
  ]
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{update.version}</strong>
        <span class="muted">{told.join(' · ')}</span>
        {update.detail && (
          <span>
            <Said sentence={sentenceOf(updateTexts(), update.reason)} detail={update.detail} />
          </span>
        )}
      </div>
      <Badge state={updateState(update.state)} />
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
        <h2>{w.updateIt}</h2>
        <a href={`/networks/${station.network_id}/firmware`}>{w.networkImages}</a>
      </header>
      <Shown load={images}>
        {({ items }) => {
          const here = items.filter((image) => fits(image, point))
          return here.length === 0 ? (
            <p class="muted">{w.noImages}</p>
          ) : (
            <Form label={w.updateIt} onSubmit={() => chosen !== '' && void begin.run()}>
              {begin.problem && <Failure problem={begin.problem} zone={zone} />}
              <div class="grid">
                <Select
                  label={w.toWhich}
                  value={chosen}
                  options={[
                    ['', w.chooseImage],
                    ...here.map(
                      (image) =>
                        [
                          image.firmware_id,
                          fill(w.image, { name: image.name, version: image.version }),
                        ] as const,
                    ),
                  ]}
                  onInput={setChosen}
                />
                <Field label={w.fetchOn} name="retrieve_at" type="date" value={day} onInput={setDay} />
                <Field label={w.fetchAt} name="clock" type="time" value={clock} onInput={setClock} />
              </div>
              <p class="hint">{w.fetchHint}</p>
              <Submit busy={begin.busy}>{w.updateFirmware}</Submit>
            </Form>
          )
        }}
      </Shown>
    </section>
  )
}
