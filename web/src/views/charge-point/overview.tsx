import { useState } from 'preact/hooks'
import { commands, uptime } from '../../api/charge-point'
import { useLoad } from '../../lib/hooks'
import { connectorWords, onlineState, protocolWords } from '../../lib/operator/connectors'
import { bootWords } from '../../lib/operator/edits'
import { useNames } from '../../lib/operator/names'
import { faultMeaning } from '../../lib/operator/reasons'
import { usePages } from '../../lib/pages'
import { instantWords } from '../../lib/time'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { CommandList } from '../../parts/operator/command-list'
import { Connectors } from '../../parts/operator/connectors'
import { Empty, Shown } from '../../parts/states'
import { fill, words } from '../../words'
import { Ask } from './ask'
import { Edit } from './edit'
import type { Here } from './here'
import { OtherMessage } from './other'
import { Running } from './running'

const w = words('operating')

export function Overview(here: Here) {
  const { id, point, station, zone } = here
  const faults = useLoad(`${id} ${point.connectors.map((c) => c.status)}`, () => uptime.faults(id, null))
  const broken = (faults.loaded.data?.items ?? []).filter((fault) => fault.until === null)
  const past = usePages(id, (cursor) => commands.list(id, cursor), { live: [`charge_point:${id}`] })
  const names = useNames(station.network_id)
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <section aria-label={w.state}>
        <header class="section-head">
          <h2>{w.state}</h2>
          <div class="actions">
            <Badge state={onlineState(point)} />
            <button
              type="button"
              class="small"
              aria-expanded={isEditing}
              onClick={() => setEditing(!isEditing)}
            >
              {w.edit}
            </button>
          </div>
        </header>
        {isEditing && <Edit {...here} onDone={() => setEditing(false)} />}
        {broken
          .filter((fault) => fault.connector_id === 0)
          .map((fault) => (
            <p key={fault.since} class="note bad">
              {fill(w.partIsBroken, {
                part: connectorWords(0),
                fault: faultMeaning(fault),
              })}
            </p>
          ))}
        <Connectors point={point} chargers={station.chargers} broken={broken} zone={zone} />
        <Facts {...here} />
      </section>
      <Running {...here} />
      <Ask {...here} onAsked={past.load.reload} />
      <OtherMessage {...here} onAsked={past.load.reload} />
      <section>
        <h2>{w.whatWasAsked}</h2>
        <Shown load={past.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title={w.nothingAsked} />
            ) : (
              <CommandList commands={list} names={names} zone={zone} online={point.online} />
            )
          }
        </Shown>
        <More more={past.more} />
      </section>
    </>
  )
}

function Facts({ point, zone }: Here) {
  const facts = [
    [w.lastHeard, point.last_seen_at && instantWords(point.last_seen_at, zone)],
    [w.speaks, point.protocol || point.online ? protocolWords(point.protocol) : null],
    [w.makerAndModel, [point.vendor, point.model].filter(Boolean).join(' ')],
    [w.firmware, point.firmware_version],
    [w.serialNumber, point.serial_number],
    [w.lastStarted, point.boot_at && instantWords(point.boot_at, zone)],
    [w.whenItStarts, point.boot_status === 'Accepted' ? null : bootWords(point.boot_status)],
    [w.subprotocol, point.allow_no_subprotocol && w.withoutSubprotocol],
    [w.ocppAddress, point.ocpp_url],
  ] as const
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name} class="fact">
              <dt>{name}</dt>
              <dd class={name === w.ocppAddress ? 'mono' : ''}>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
