import { useState } from 'preact/hooks'
import { heard } from '../../api/charge-point'
import { useLoad, useSettled } from '../../lib/hooks'
import { usePages } from '../../lib/pages'
import { instantWords } from '../../lib/time'
import { Field } from '../../parts/fields'
import { More } from '../../parts/more'
import { Empty, Shown } from '../../parts/states'
import { fill, words, woven } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** A message's name in OCPP. */
const EXAMPLE = 'NotifyChargingLimit'

export function Events(here: Here) {
  const is2 = here.point.protocol?.startsWith('ocpp2') === true
  return (
    <>
      <SecurityEvents {...here} />
      {is2 && <DeviceEvents {...here} />}
      {is2 && <Monitors {...here} />}
      <Notes {...here} />
    </>
  )
}

function SecurityEvents({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => heard.securityEvents(id, cursor))
  return (
    <section>
      <h2>{w.securityEvents}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noneInYear} />
          ) : (
            <ul class="rows" aria-label={w.securityEvents}>
              {list.map((event) => (
                <li key={`${event.heard_at} ${event.type}`} class="row wraps">
                  <div class="row-main">
                    <strong>{event.type}</strong>
                    {event.info && (
                      <span>
                        <bdi>{event.info}</bdi>
                      </span>
                    )}
                    <span class="muted">
                      {fill(w.eventTimes, {
                        heard: instantWords(event.heard_at, zone),
                        told: instantWords(event.at, zone),
                      })}
                    </span>
                  </div>
                  {event.is_critical && <span class="badge bad">{w.critical}</span>}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function DeviceEvents({ id, zone }: Here) {
  const pages = usePages(id, (cursor) => heard.events(id, cursor))
  return (
    <section>
      <h2>{w.noticed}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.nothingInYear} />
          ) : (
            <ul class="rows" aria-label={w.noticed}>
              {list.map((event) => (
                <li key={`${event.at} ${event.event_id}`} class="row wraps">
                  <div class="row-main">
                    <strong class="mono">{event.key}</strong>
                    <span>
                      {woven(event.cleared ? w.eventWasOver : w.eventIs, {
                        trigger: event.trigger,
                        value: <span class="mono">{event.value}</span>,
                      })}{' '}
                      <bdi>{event.tech_info ?? ''}</bdi>{' '}
                      {event.tech_code && <code class="code">{event.tech_code}</code>}
                    </span>
                    <span class="muted">{instantWords(event.at, zone)}</span>
                  </div>
                  {event.severity !== null && <Severity severity={event.severity} />}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

/** 0 is danger, 9 a mere note; what is at most 3 raises an alarm. */
function Severity({ severity }: { severity: number }) {
  return <span class={`badge ${severity <= 3 ? 'bad' : ''}`}>{fill(w.severity, { number: severity })}</span>
}

function Monitors({ id }: Here) {
  const load = useLoad(id, () => heard.monitors(id))
  return (
    <section>
      <h2>{w.watches}</h2>
      <Shown load={load}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={w.noMonitors} />
          ) : (
            <ul class="rows" aria-label={w.watches}>
              {items.map((monitor) => (
                <li key={monitor.monitor_id} class="row wraps">
                  <div class="row-main">
                    <strong class="mono">{monitor.key}</strong>
                    <span class="muted">
                      {monitor.type} {monitor.value}
                    </span>
                  </div>
                  <Severity severity={monitor.severity} />
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  )
}

function Notes({ id, zone }: Here) {
  const [typed, setTyped] = useState('')
  const action = useSettled(typed.trim())
  const pages = usePages(`${id} ${action}`, (cursor) => heard.notes(id, action, cursor))
  return (
    <section>
      <h2>{w.elseTold}</h2>
      <Field
        label={w.onlyAction}
        name="action"
        value={typed}
        onInput={setTyped}
        placeholder={EXAMPLE}
        hint={w.onlyActionHint}
      />
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.nothingInYear} />
          ) : (
            <ul class="rows" aria-label={w.elseTold}>
              {list.map((note) => (
                <li key={note.note_id} class="message">
                  <details>
                    <summary>
                      <strong>{note.action}</strong>{' '}
                      <span class="muted small-print">{instantWords(note.at, zone)}</span>
                    </summary>
                    <pre class="frame">{JSON.stringify(note.payload, null, 2)}</pre>
                  </details>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}
