import { useState } from 'preact/hooks'
import { logs } from '../../api/charge-point'
import type { Log, LogKind } from '../../api/charge-point-types'
import { useAction } from '../../lib/hooks'
import { logTexts, sentenceOf } from '../../lib/operator/reasons'
import { logState, sizeWords } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { instantOf, instantWords } from '../../lib/time'
import { Field, Form, Select, Submit } from '../../parts/fields'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { Said } from '../../parts/operator/said'
import { Empty, Failure, Shown } from '../../parts/states'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

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
        <h2>{w.fetchLog}</h2>
        {!point.online && <p class="note warn">{w.cannotBeAsked}</p>}
        <Form label={w.fetchLog} onSubmit={() => void ask.run()}>
          {ask.problem && <Failure problem={ask.problem} zone={zone} />}
          <div class="grid">
            <Select
              label={w.which}
              value={kind}
              options={Object.entries(w.logKinds) as [LogKind, string][]}
              onInput={setKind}
            />
            <Field
              label={w.fromDay}
              name="from"
              type="date"
              value={from}
              onInput={setFrom}
              problem={ask.problem}
            />
            <Field label={w.toDay} name="to" type="date" value={to} onInput={setTo} problem={ask.problem} />
          </div>
          <p class="hint">{w.ftpHint}</p>
          <Submit busy={ask.busy}>{w.fetchLogNow}</Submit>
        </Form>
      </section>
      <section>
        <h2>{w.logs}</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title={w.noLogs} />
            ) : (
              <ul class="rows" aria-label={w.logs}>
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
  const told = [
    fill(w.updateAsked, { time: instantWords(log.requested_at, zone) }),
    ...(log.file_name === null ? [] : [log.file_name]),
    ...(log.size === null ? [] : [sizeWords(log.size)]),
  ]
  return (
    <li class="row wraps">
      <div class="row-main">
        <strong>{w.logKinds[log.kind]}</strong>
        <span class="muted">{told.join(' · ')}</span>
        {log.detail && (
          <span>
            <Said sentence={sentenceOf(logTexts(), log.reason)} detail={log.detail} />
          </span>
        )}
      </div>
      <div class="actions">
        <Badge state={logState(log.state)} />
        {log.download_url && (
          <a class="button small" href={log.download_url} download={log.file_name ?? ''} rel="noreferrer">
            {w.download}
          </a>
        )}
      </div>
    </li>
  )
}
