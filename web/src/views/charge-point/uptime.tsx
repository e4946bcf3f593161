import { uptime } from '../../api/charge-point'
import type { Connection, Fault, Figures } from '../../api/charge-point-types'
import { useLoad } from '../../lib/hooks'
import { connectorWords, protocolWords } from '../../lib/operator/connectors'
import { ENDED, percentWords, secondsWords } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantWords, periodWords } from '../../lib/time'
import { BarTable } from '../../parts/bars'
import { More } from '../../parts/more'
import { FaultWords } from '../../parts/operator/connectors'
import { Empty, Shown } from '../../parts/states'
import type { Here } from './here'

export function Uptime(here: Here) {
  const load = useLoad(here.id, () => uptime.figures(here.id))
  return (
    <>
      <Shown load={load}>
        {({ spans }) => (
          <section>
            <h2>Uptime</h2>
            <BarTable
              caption="Where the time went"
              head="Days"
              columns={['Up', 'Offline', 'Broken', 'Excused']}
              rows={spans.flatMap((span) => [
                row(`Last ${span.days} days`, span),
                ...(span.connectors.length > 1
                  ? span.connectors.map((one) =>
                      row(`Last ${span.days} days, ${connectorWords(one.connector_id).toLowerCase()}`, one),
                    )
                  : []),
              ])}
            />
            <p class="hint">
              Excused is when nobody meant it to serve: before it first connected, while it was blocked, or
              out of service by a command. It counts as nothing else.
            </p>
          </section>
        )}
      </Shown>
      <Faults {...here} />
      <Connections {...here} />
    </>
  )
}

function row(name: string, figures: Figures) {
  return {
    name,
    share: (figures.uptime_percent ?? 0) / 100,
    cells: [
      percentWords(figures.uptime_percent),
      secondsWords(figures.offline_seconds),
      secondsWords(figures.faulted_seconds),
      secondsWords(figures.excused_seconds),
    ],
  }
}

function Faults({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => uptime.faults(id, cursor))
  return (
    <section>
      <h2>Faults</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="Nothing was broken in the last 100 days" />
          ) : (
            <ul class="rows" aria-label="Faults">
              {list.map((fault) => (
                <OneFault key={`${fault.connector_id} ${fault.since}`} fault={fault} zone={zone} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function OneFault({ fault, zone }: { fault: Fault; zone: string }) {
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{connectorWords(fault.connector_id)}</strong>
        <FaultWords fault={fault} />
        <span class="muted">
          {fault.until === null
            ? `Since ${instantWords(fault.since, zone)}`
            : periodWords(fault.since, fault.until, zone)}
        </span>
      </div>
      {fault.until === null && <span class="badge bad">Broken now</span>}
    </li>
  )
}

function Connections({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => uptime.connections(id, cursor))
  return (
    <section>
      <h2>Connections</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="It has not connected in the last 100 days" />
          ) : (
            <ul class="rows" aria-label="Connections">
              {list.map((connection) => (
                <OneConnection key={connection.connected_at} connection={connection} zone={zone} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function OneConnection({ connection, zone }: { connection: Connection; zone: string }) {
  const { connected_at, disconnected_at, previous_ended, offline_before_seconds } = connection
  return (
    <li class="row wraps">
      <div class="row-main">
        <span>
          {disconnected_at === null
            ? `Since ${instantWords(connected_at, zone)}`
            : periodWords(connected_at, disconnected_at, zone)}
        </span>
        <span class="muted">
          {protocolWords(connection.protocol)}
          {previous_ended === null
            ? ' · its first'
            : ` · offline for ${secondsWords(offline_before_seconds)} before: ${ENDED[previous_ended]}`}
        </span>
      </div>
      {disconnected_at === null && <span class="badge free">Now</span>}
    </li>
  )
}
