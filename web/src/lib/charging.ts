/** Starting and stopping a charge: the charger answers later, so what was asked is followed until it is done. */
import { chargePoints, chargers, me, sessions } from '../api/client'
import { Problem } from '../api/http'
import type { Command, Session } from '../api/types'
import { words } from '../words'

const w = words('station')

const ANSWER_EVERY_MS = 800
const SESSION_EVERY_MS = 1500
const PLUG_IN_WITHIN_MS = 180_000

export type Tell = (step: string) => void

/** Starts a charge and gives the session's id once there is one. */
export async function startCharge(
  chargerId: string,
  carId: string | undefined,
  tell: Tell,
  stop: AbortSignal,
): Promise<string> {
  tell(w.asking)
  const answer = await chargers.start(chargerId, carId === undefined ? {} : { car_id: carId })
  if (!isCommand(answer)) return answer.session_id
  await accepted(answer, stop)
  tell(w.agreed)
  return activeSession(chargerId, stop)
}

/** Asks for the end of a charge; the energy is told only for a plain charger, which cannot measure it. */
export async function stopCharge(
  sessionId: string,
  energyKwh: number | null,
  stop: AbortSignal,
): Promise<void> {
  const answer = await sessions.stop(sessionId, energyKwh === null ? {} : { energy_kwh: energyKwh })
  if (isCommand(answer)) await accepted(answer, stop)
}

function isCommand(answer: Command | Session): answer is Command {
  return 'command_id' in answer
}

async function accepted(asked: Command, stop: AbortSignal): Promise<void> {
  let command = asked
  while (command.state === 'QUEUED' || command.state === 'SENT') {
    await wait(ANSWER_EVERY_MS, stop)
    command = await chargePoints.command(asked.charge_point_id, asked.command_id)
  }
  if (command.state !== 'ACCEPTED') {
    throw new Problem(409, {
      code: `command_${command.state.toLowerCase()}`,
      detail: whyNot(command.state),
    })
  }
}

function whyNot(state: Command['state']): string {
  return (w.notDone as Partial<Record<Command['state'], string>>)[state] ?? w.notDoneOther
}

async function activeSession(chargerId: string, stop: AbortSignal): Promise<string> {
  const until = Date.now() + PLUG_IN_WITHIN_MS
  while (Date.now() < until) {
    const { items } = await me.sessions('ACTIVE')
    const found = items.find((session) => session.charger_id === chargerId)
    if (found !== undefined) return found.session_id
    await wait(SESSION_EVERY_MS, stop)
  }
  throw new Problem(409, {
    code: 'not_plugged_in',
    detail: w.notPluggedIn,
  })
}

function wait(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(stop.reason)
    })
  })
}
