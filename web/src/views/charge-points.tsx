import { useState } from 'preact/hooks'
import { chargePoints, stations } from '../api/client'
import type { ChargePoint, ChargePointCredentials, Station } from '../api/types'
import { useAction, useLoad, useWatch } from '../lib/hooks'
import { ChargePointCard, Credentials, SetUpForm } from '../parts/charge-point'
import { Failure, Shown } from '../parts/states'
import { say } from '../store'

/** The charge points of a station: which are connected, and the set-up of a new one. */
export function ChargePoints({ station }: { station: Station }) {
  const load = useLoad(station.station_id, () => stations.chargePoints(station.station_id), {
    live: [`station:${station.station_id}`],
  })
  const points = load.loaded.data?.items.map((point) => `charge_point:${point.charge_point_id}`)
  useWatch(points ?? [], load.reload)
  const [isAdding, setAdding] = useState(false)
  const [secret, setSecret] = useState<ChargePointCredentials | null>(null)
  const add = useAction(async (name: string, connectors: { connector_id: number; charger_id: string }[]) => {
    const { charge_point_id, password } = await stations.addChargePoint(station.station_id, {
      name,
      connectors,
    })
    setSecret(password === null ? null : { charge_point_id, password })
    setAdding(false)
    load.reload()
  })
  return (
    <section>
      <header class="section-head">
        <h2>Charge points</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          Connect a charge point
        </button>
      </header>
      {isAdding && (
        <SetUpForm
          chargers={station.chargers}
          busy={add.busy}
          problem={add.problem}
          onSubmit={(name, connectors) => void add.run(name, connectors)}
        />
      )}
      <Shown load={load}>
        {({ items }) => (
          <>
            {items.length === 0 && !isAdding && (
              <p class="muted">
                None yet. Without one the chargers are plain: visits are checked in and out in the app.
              </p>
            )}
            {items.map((point) => (
              <One
                key={point.charge_point_id}
                point={point}
                station={station}
                secret={secret?.charge_point_id === point.charge_point_id ? secret : null}
                onSecret={setSecret}
                onChanged={load.reload}
              />
            ))}
          </>
        )}
      </Shown>
    </section>
  )
}

interface OneProps {
  point: ChargePoint
  station: Station
  secret: ChargePointCredentials | null
  onSecret: (secret: ChargePointCredentials) => void
  onChanged: () => void
}

function One({ point, station, secret, onSecret, onChanged }: OneProps) {
  const id = point.charge_point_id
  const renew = useAction(async () => {
    onSecret(await chargePoints.newPassword(id))
    say('There is a new password.')
  })
  const remove = useAction(async () => {
    await chargePoints.remove(id)
    say(`${point.name ?? id} is removed.`)
    onChanged()
  })
  return (
    <>
      <ChargePointCard point={point} chargers={station.chargers} renew={renew} remove={remove}>
        {secret && <Credentials point={point} password={secret.password} />}
      </ChargePointCard>
      {renew.problem && <Failure problem={renew.problem} />}
    </>
  )
}
