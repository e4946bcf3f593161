import { useEffect, useState } from 'preact/hooks'
import { chargePoints } from '../../api/client'
import type { Command } from '../../api/types'
import { type Action, useAction, useGone } from '../hooks'
import { isOpen } from './commands'

const ANSWER_EVERY_MS = 700
/** One that waits for a charger to come is looked at less often. */
const LATER_EVERY_MS = 5000
const SOON_MS = 40_000

export interface Asking<A extends unknown[]> extends Action<A> {
  /** What was asked last, as far as it has come. */
  command: Command | null
}

/** Something asked of a charge point, followed until it has answered; `ended` is called with each answer. */
export function useCommand<A extends unknown[]>(
  ask: (...args: A) => Promise<Command>,
  ended?: (command: Command) => void,
): Asking<A> {
  const gone = useGone()
  const [command, setCommand] = useState<Command | null>(null)
  const action = useAction(async (...args: A) => {
    setCommand(null)
    setCommand(await ask(...args))
  })

  useEffect(() => {
    if (command === null) return
    if (!isOpen(command)) {
      ended?.(command)
      return
    }
    const since = Date.now() - Date.parse(command.requested_at)
    const timer = setTimeout(look, since < SOON_MS ? ANSWER_EVERY_MS : LATER_EVERY_MS)
    return () => clearTimeout(timer)
  }, [command])

  async function look() {
    if (command === null) return
    const seen = await chargePoints.command(command.charge_point_id, command.command_id).catch(() => command)
    if (!gone.aborted) setCommand((now) => (now?.command_id === seen.command_id ? { ...seen } : now))
  }

  return { ...action, command }
}
