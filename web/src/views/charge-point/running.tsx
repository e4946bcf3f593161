import { networks, sessions } from '../../api/client'
import type { Command, Session } from '../../api/types'
import { useLoad } from '../../lib/hooks'
import { useCommand } from '../../lib/operator/following'
import { ConfirmButton } from '../../parts/confirm'
import { Told } from '../../parts/operator/told'
import { SessionRow } from '../../parts/session-row'
import { fill, words } from '../../words'
import type { Here } from './here'

const w = words('operating')

/** The sessions that go on at this charge point; nothing while none does. */
export function Running({ point, station, reload }: Here) {
  const ours = point.connectors.map((connector) => connector.charger_id)
  const load = useLoad(station.network_id, () => networks.sessions(station.network_id), {
    live: [`charge_point:${point.charge_point_id}`],
  })
  const going = (load.loaded.data?.items ?? []).filter(
    (session) =>
      session.state === 'ACTIVE' && session.charger_id !== null && ours.includes(session.charger_id),
  )
  if (going.length === 0) return null
  return (
    <section>
      <h2>{w.chargingNow}</h2>
      <ul class="rows cards">
        {going.map((session) => (
          <One key={session.session_id} session={session} online={point.online} onEnded={reload} />
        ))}
      </ul>
    </section>
  )
}

function One(props: { session: Session; online: boolean; onEnded: () => void }) {
  const { session, online, onEnded } = props
  const stop = useCommand(async () => (await sessions.stop(session.session_id, {})) as Command, onEnded)
  return (
    <>
      <SessionRow session={session} withDriver />
      <li class="actions">
        <ConfirmButton
          label={w.stopCharging}
          name={fill(w.stopChargingOf, { name: session.driver_name ?? w.unknownDriver })}
          title={w.stopTitle}
          confirm={w.stopCharging}
          action={stop}
        >
          <p>{fill(w.stopLead, { name: session.driver_name ?? w.theDriver })}</p>
        </ConfirmButton>
        <Told asking={stop} online={online} />
      </li>
    </>
  )
}
