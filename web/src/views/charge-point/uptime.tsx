import { uptime } from '../../api/charge-point'
import type { Connection, Fault, Figures } from '../../api/charge-point-types'
import { useLoad } from '../../lib/hooks'
import { connectorWords, protocolWords } from '../../lib/operator/connectors'
import { connectionWords, percentWords, secondsWords } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantWords, periodWords } from '../../lib/time'
import { BarTable } from '../../parts/bars'
import { More } from '../../parts/more'
import { FaultWords } from '../../parts/operator/connectors'
import { Empty, Shown } from '../../parts/states'
import { counted, fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

export function Uptime(here: Here) {
  const load = useLoad(here.id, () => uptime.figures(here.id))
  return (
    <>
      <Shown load={load}>
        {({ spans }) => (
          <section>
            <h2>{w.uptime}</h2>
            <BarTable
              caption={w.whereTimeWent}
              head={w.days}
              columns={[w.up, w.offline, w.broken, w.excused]}
              rows={spans.flatMap((span) => [
                row(counted(w.lastDays, span.days), span),
                ...(span.connectors.length > 1
                  ? span.connectors.map((one) =>
                      row(counted(w.lastDaysOf, span.days, { number: one.connector_id }), one),
                    )
                  : []),
              ])}
            />
            <p class="hint">{w.excusedHint}</p>
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
      <h2>{w.faults}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noFaults} />
          ) : (
            <ul class="rows" aria-label={w.faults}>
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
            ? fill(w.since, { time: instantWords(fault.since, zone) })
            : periodWords(fault.since, fault.until, zone)}
        </span>
      </div>
      {fault.until === null && <span class="badge bad">{w.brokenNow}</span>}
    </li>
  )
}

function Connections({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => uptime.connections(id, cursor))
  return (
    <section>
      <h2>{w.connections}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noConnections} />
          ) : (
            <ul class="rows" aria-label={w.connections}>
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
  const { connected_at, disconnected_at } = connection
  return (
    <li class="row wraps">
      <div class="row-main">
        <span>
          {disconnected_at === null
            ? fill(w.since, { time: instantWords(connected_at, zone) })
            : periodWords(connected_at, disconnected_at, zone)}
        </span>
        <span class="muted">{connectionWords(protocolWords(connection.protocol), connection)}</span>
      </div>
      {disconnected_at === null && <span class="badge free">{w.now}</span>}
    </li>
  )
}
