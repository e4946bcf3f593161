import { useState } from 'preact/hooks'
import { chargePoints, stations } from '../api/client'
import type { ChargePoint, ChargePointCredentials, Station } from '../api/types'
import { useAction, useLoad, useWatch } from '../lib/hooks'
import { draftOf } from '../lib/unsaved'
import { ChargePointCard } from '../parts/charge-point'
import { Credentials } from '../parts/credentials'
import { SetUpForm } from '../parts/set-up-form'
import { Failure, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'

const w = words('managing')

interface Props {
  station: Station
  /** Whether the first is set up right away. */
  isBeginning?: boolean
}

/** The charge points of a station: which are connected, and the set-up of a new one. */
export function ChargePoints({ station, isBeginning = false }: Props) {
  const load = useLoad(station.station_id, () => stations.chargePoints(station.station_id), {
    live: [`station:${station.station_id}`],
  })
  const points = load.loaded.data?.items.map((point) => `charge_point:${point.charge_point_id}`)
  useWatch(points ?? [], load.reload)
  const draftName = `set up ${station.station_id}`
  const [isAdding, setAdding] = useState(() => isBeginning || draftOf(draftName) !== null)
  const [secret, setSecret] = useState<ChargePointCredentials | null>(null)
  type Connectors = { connector_id: number; charger_id: string }[]
  const add = useAction(async (name: string, connectors: Connectors, done: () => void) => {
    const { charge_point_id, password } = await stations.addChargePoint(station.station_id, {
      name,
      connectors,
    })
    done()
    setSecret(password === null ? null : { charge_point_id, password })
    setAdding(false)
    load.reload()
  })
  return (
    <section>
      <header class="section-head">
        <h2>{w.chargePoints}</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.connectChargePoint}
        </button>
      </header>
      {isAdding && (
        <SetUpForm
          draftName={draftName}
          chargers={station.chargers}
          busy={add.busy}
          problem={add.problem}
          onSubmit={(name, connectors, done) => void add.run(name, connectors, done)}
        />
      )}
      <Shown load={load}>
        {({ items }) => (
          <>
            {items.length === 0 && !isAdding && <p class="muted">{w.noChargePoints}</p>}
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
    say(w.newPasswordMade)
  })
  const remove = useAction(async () => {
    await chargePoints.remove(id)
    say(fill(w.removed, { name: point.name ?? id }))
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
