/** Messages that are typed as JSON, for those who know OCPP. */
import type { Wish } from '../../api/charge-point-types'

export interface Other {
  action: string
  label: string
  /** A beginning to type over. */
  example: Record<string, unknown>
}

/** The last is any message, by its own name. */
export const OTHERS: readonly [Other, ...Other[]] = [
  {
    action: 'set_monitoring',
    label: 'Set monitors',
    example: {
      monitors: [{ key: 'ChargingStation/Temperature', type: 'UpperThreshold', value: '70', severity: 3 }],
    },
  },
  { action: 'clear_monitoring', label: 'Clear monitors', example: { monitor_ids: [1] } },
  {
    action: 'set_display_message',
    label: 'Show a text on its display',
    example: { message: { message_id: 1, priority: 'NormalCycle', content: 'Welcome' } },
  },
  { action: 'clear_display_message', label: 'Clear a text from its display', example: { message_id: 1 } },
  { action: 'call', label: 'Any message, in the words of its OCPP', example: {} },
]

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

const RULES: Readonly<Record<string, string>> = {
  Required: 'something that must be there is missing',
  AdditionalProperties: 'it has something that is not known there',
  Type: 'it is of the wrong kind, as text where a number belongs',
  Enum: 'it is none of the words that are possible there',
  Format: 'it is not written as it must be, as a time',
  Pattern: 'it is not written as it must be',
  MinLength: 'it is too short',
  MaxLength: 'it is too long',
  MinItems: 'there are too few',
  MaxItems: 'there are too many',
  Minimum: 'it is too small',
  Maximum: 'it is too large',
  MultipleOf: 'it has too many decimals',
}

/** "evse, id: it is too small" of `evse/id: Minimum`, as the server tells where a payload is not as OCPP has it. */
export function oddityWords(oddity: string): string {
  const [where = '', rule = ''] = oddity.split(': ')
  const words = RULES[rule]
  if (words === undefined) return oddity
  const path = where.split('/').map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
  return `${where === 'payload' ? 'The message itself' : path.join(', ')}: ${words}`
}
