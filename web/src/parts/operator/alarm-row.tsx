import type { ComponentChildren } from 'preact'
import type { Alarm } from '../../api/operating-types'
import { alarmSentence } from '../../lib/operator/reasons'
import { alarmWords } from '../../lib/operator/words'
import { HERE, instantWords, periodWords } from '../../lib/time'
import { fill, words, woven } from '../../words'
import { SentenceWords } from './said'

const w = words('upkeep')

/** An alarm: what is wrong where, since when, and whether it is over or was seen. */
export function AlarmRow({ alarm, children }: { alarm: Alarm; children?: ComponentChildren }) {
  const sentence = alarmSentence(alarm)
  const isOpen = alarm.state === 'open'
  const connector = alarm.kind === 'faulted' ? alarm.subject.split('#')[1] : undefined
  const chargePoint =
    alarm.charge_point_id === null ? (
      alarm.charge_point_name
    ) : (
      <a href={`/charge-points/${encodeURIComponent(alarm.charge_point_id)}`}>{alarm.charge_point_name}</a>
    )
  return (
    <li class={isOpen ? 'card' : 'row wraps'}>
      <div class="row-main">
        <strong>
          {alarmWords(alarm.kind)}{' '}
          {alarm.acknowledged_at !== null && isOpen && <span class="badge">{w.seen}</span>}
        </strong>
        <span>
          {woven(connector ? w.atConnector : w.atChargePoint, { chargePoint, connector })} ·{' '}
          {alarm.station_name}
        </span>
        {alarm.detail && (
          <span>{sentence === null ? <bdi>{alarm.detail}</bdi> : <SentenceWords sentence={sentence} />}</span>
        )}
        <span class="muted">
          {alarm.cleared_at === null
            ? fill(w.since, { time: instantWords(alarm.since, HERE) })
            : periodWords(alarm.since, alarm.cleared_at, HERE)}
        </span>
      </div>
      {children}
    </li>
  )
}
