/** Rollouts: their stages as they are typed, and how far one has come. */
import type { NewRollout, Rollout } from '../../api/operating-types'
import { counted, fill, words } from '../../words'

const w = words('upkeep')

/** The percents of "5, 25": rising, ended by 100; null when it is no such list. */
export function stagesOf(text: string): number[] | null {
  const parts = text.split(/[\s,;%]+/).filter((part) => part !== '')
  const stages = parts.map(Number)
  const rises = stages.every(
    (stage, i) => Number.isInteger(stage) && stage > (stages[i - 1] ?? 0) && stage <= 100,
  )
  if (!rises) return null
  return stages.at(-1) === 100 ? stages : [...stages, 100]
}

export type RolledOut =
  | 'change_configuration'
  | 'update_firmware'
  | 'reset'
  | 'in_service'
  | 'out_of_service'
  | 'clear_cache'
  | 'get_configuration'

/** What a form asks for: which fields count depends on the action. */
export interface CommandDraft {
  action: RolledOut
  key: string
  value: string
  firmwareId: string
}

/** The commands that mean the same everywhere, by what they are called in the form. */
export function rolledOut(): (readonly [value: RolledOut, label: string])[] {
  return Object.entries(w.rolledOut) as [RolledOut, string][]
}

/** The command of a draft; null while it lacks something. */
export function commandOf({ action, key, value, firmwareId }: CommandDraft): NewRollout['command'] | null {
  switch (action) {
    case 'change_configuration':
      return key.trim() === '' ? null : { action, key: key.trim(), value }
    case 'update_firmware':
      return firmwareId === '' ? null : { action, firmware_id: firmwareId }
    case 'reset':
      return { action, type: 'Soft' }
    case 'in_service':
    case 'out_of_service':
      return { action: 'change_availability', connector_id: 0, operative: action === 'in_service' }
    case 'clear_cache':
    case 'get_configuration':
      return { action }
  }
}

/** How many charge points it is for, and of how many the end is known. */
export function progress(rollout: Rollout): { done: number; all: number } {
  const done = rollout.accepted + rollout.rejected + rollout.failed + rollout.timed_out
  return { done, all: done + rollout.waiting + rollout.asked }
}

/** "12 of 40 done, 2 in vain, 3 under way". */
export function progressWords(rollout: Rollout): string {
  const { all } = progress(rollout)
  const inVain = rollout.rejected + rollout.failed + rollout.timed_out
  const parts = [
    fill(w.done, { done: rollout.accepted, all }),
    inVain > 0 ? counted(w.inVain, inVain) : '',
    rollout.asked > 0 ? counted(w.underWay, rollout.asked) : '',
  ]
  return parts.filter(Boolean).join(', ')
}
