import type { Session } from '../api/types'
import { moneyWords } from '../lib/money'
import { minutesBetween, minutesWords, periodWords } from '../lib/time'
import { chargerLabel, kw, kwh } from '../lib/words'
import { words } from '../words'
import { Icon } from './icons'

const w = words('visits')

/** A session in a list: where, when, how much, for how much. */
export function SessionRow({ session, withDriver = false }: { session: Session; withDriver?: boolean }) {
  const until = session.end_date_time ?? session.updated_at
  return (
    <li class={`row linked ${session.state === 'ACTIVE' ? 'card' : ''}`}>
      <div class="row-main">
        <a class="row-link" href={`/sessions/${session.session_id}`}>
          {session.station_name}
        </a>
        <span class="muted">
          {[chargerLabel(session.charger_name), withDriver ? (session.driver_name ?? w.unknownDriver) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span class="muted">
          {periodWords(session.start_date_time, until, session.time_zone)} ·{' '}
          {minutesWords(Math.max(0, Math.round(minutesBetween(session.start_date_time, until))))}
        </span>
      </div>
      <div class="row-figures">
        {session.state === 'ACTIVE' && session.power_kw !== null && (
          <span class="badge busy">
            <Icon name="bolt" />
            {kw(session.power_kw)}
          </span>
        )}
        {session.state === 'INVALID' && <span class="badge bad">{w.underReview}</span>}
        <strong>{kwh(session.energy_kwh)}</strong>
        <span>{moneyWords(session.cost)}</span>
      </div>
    </li>
  )
}
