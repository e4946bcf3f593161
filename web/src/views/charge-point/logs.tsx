import { useState } from 'preact/hooks'
import { logs } from '../../api/charge-point'
import type { Log, LogKind } from '../../api/charge-point-types'
import { useAction } from '../../lib/hooks'
import { LOG, sizeWords } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantOf, instantWords } from '../../lib/time'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { Empty, Failure, Shown } from '../../parts/states'
import type { Here } from './here'

/** What was sent as a day's end is its last minute. */
const LAST = '23:59'

export function Logs({ id, point, zone }: Here) {
  const pages = usePages(id, (cursor) => logs.list(id, cursor), { live: [`charge_point:${id}`] })
  const [kind, setKind] = useState<LogKind>('diagnostics')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const ask = useAction(async () => {
    await logs.ask(id, {
      kind,
      ...(from && { from: instantOf(from, '00:00', zone) }),
      ...(to && { to: instantOf(to, LAST, zone) }),
    })
    pages.load.reload()
  })
  return (
    <>
      <section class="card">
        <h2>Fetch a log</h2>
        {!point.online && <p class="note warn">It is not connected: it cannot be asked now.</p>}
        <Form label="Fetch a log" onSubmit={() => void ask.run()}>
          {ask.problem && <Failure problem={ask.problem} zone={zone} />}
          <div class="grid">
            <Select
              label="Which"
              value={kind}
              options={[
                ['diagnostics', 'Diagnostics'],
                ['security', 'Security events'],
              ]}
              onInput={(value) => setKind(value as LogKind)}
            />
            <Field
              label="From"
              name="from"
              type="date"
              value={from}
              onInput={setFrom}
              problem={ask.problem}
            />
            <Field label="To" name="to" type="date" value={to} onInput={setTo} problem={ask.problem} />
          </div>
          <p class="hint">A charger that uploads by FTP alone cannot: fetch its log by its maker's tool.</p>
          <Submit busy={ask.busy}>Fetch log</Submit>
        </Form>
      </section>
      <section>
        <h2>Logs</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title="No logs in the last 90 days" />
            ) : (
              <ul class="rows" aria-label="Logs">
                {list.map((log) => (
                  <One key={log.log_id} log={log} zone={zone} />
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

function One({ log, zone }: { log: Log; zone: string }) {
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{log.kind === 'security' ? 'Security events' : 'Diagnostics'}</strong>
        <span class="muted">
          asked {instantWords(log.requested_at, zone)}
          {log.file_name && ` · ${log.file_name}`}
          {log.size !== null && ` · ${sizeWords(log.size)}`}
        </span>
        {log.detail && <span>{log.detail}</span>}
      </div>
      <div class="actions">
        <Badge state={LOG[log.state]} />
        {log.download_url && (
          <a class="button small" href={log.download_url} download={log.file_name ?? ''} rel="noreferrer">
            Download
          </a>
        )}
      </div>
    </li>
  )
}
