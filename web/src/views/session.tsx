import { useEffect, useRef, useState } from 'preact/hooks'
import { chargers, sessions } from '../api/client'
import type { Session as SessionData } from '../api/types'
import { stopCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { chargerLabel } from '../lib/words'
import { Page } from '../parts/page'
import { FinishedSession, LiveSession } from '../parts/session-cards'
import { Failure, Shown } from '../parts/states'
import { say } from '../store'
import { words } from '../words'
import { SessionBooking } from './session-booking'

const w = words('visits')

export function Session({ id }: { id: string }) {
  const [isOver, setOver] = useState(false)
  const load = useLoad(id, () => sessions.one(id), { live: isOver ? [] : [`session:${id}`] })
  const session = load.loaded.data
  const wasActive = useRef(false)

  useEffect(() => {
    if (session === null) return
    const active = session.state === 'ACTIVE'
    if (wasActive.current && !active) say(w.chargingEnded)
    wasActive.current = active
    setOver(!active)
  }, [session?.state])

  return (
    <Page
      title={session?.station_name ?? w.session}
      lead={chargerLabel(session?.charger_name ?? null)}
      back={{ href: '/sessions', label: w.charging }}
    >
      <Shown load={load}>
        {(shown) =>
          shown.state === 'ACTIVE' ? (
            <Live session={shown} onChanged={load.reload} />
          ) : (
            <FinishedSession session={shown} />
          )
        }
      </Shown>
    </Page>
  )
}

function Live({ session, onChanged }: { session: SessionData; onChanged: () => void }) {
  const gone = useGone()
  const now = useNow(1000)
  const { charger_id } = session
  const charger = useLoad(charger_id ?? '', async () =>
    charger_id === null ? null : chargers.one(charger_id),
  )
  const [isStopping, setStopping] = useState(false)
  const stop = useAction(async (energyKwh: number | null) => {
    await stopCharge(session.session_id, energyKwh, gone)
    setStopping(true)
    onChanged()
  })
  return (
    <>
      {charger.loaded.problem && <Failure problem={charger.loaded.problem} onRetry={charger.reload} />}
      <LiveSession
        session={session}
        now={now}
        isPlain={charger.loaded.data?.networked === false}
        isStopping={isStopping}
        stop={stop}
      />
      {session.booking_id !== null && <SessionBooking id={session.booking_id} />}
    </>
  )
}
