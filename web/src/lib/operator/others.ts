/** Messages that are typed as JSON, for those who know OCPP. */
import type { Wish } from '../../api/charge-point-types'
import { fill, words } from '../../words'
import { named } from './words'

const w = words('operating')

export interface Other {
  action: keyof typeof w.others
  /** A beginning to type over. */
  example: Record<string, unknown>
}

/** The last is any message, by its own name. */
export const OTHERS: readonly [Other, ...Other[]] = [
  {
    action: 'set_monitoring',
    example: {
      monitors: [{ key: 'ChargingStation/Temperature', type: 'UpperThreshold', value: '70', severity: 3 }],
    },
  },
  { action: 'clear_monitoring', example: { monitor_ids: [1] } },
  {
    action: 'set_display_message',
    example: { message: { message_id: 1, priority: 'NormalCycle', content: 'Welcome' } },
  },
  { action: 'clear_display_message', example: { message_id: 1 } },
  { action: 'call', example: {} },
]

/** The same for selects. */
export const otherChoices = () => OTHERS.map(({ action }) => [action, w.others[action]] as const)

export function exampleOf(action: string): string {
  const other = OTHERS.find((one) => one.action === action)
  return JSON.stringify(other?.example ?? {}, null, 2)
}

/** What is to be asked by an action and the JSON typed for it; null where that is no JSON object. */
export function wishOf(action: string, message: string, json: string): Wish | null {
  const typed = objectOf(json)
  if (typed === null) return null
  if (action === 'call') return { action, message: message.trim(), payload: typed }
  return { ...typed, action } as Wish // as typed by who knows; the server checks it
}

function objectOf(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** "evse, id: it is too small" of `evse/id: Minimum`, as the server tells where a payload is not as OCPP has it. */
export function oddityWords(oddity: string): string {
  const [where = '', rule = ''] = oddity.split(': ')
  const what = named(w.oddities, rule)
  if (what === null) return oddity
  const path = where.split('/').map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
  return fill(w.oddAt, { where: where === 'payload' ? w.messageItself : path.join(', '), what })
}
