/** What is asked of charge points, and what they answered, in words. */
import type { StepState } from '../../api/operating-types'
import type { Command, CommandState } from '../../api/types'
import type { StateWords } from '../words'

const NAMES: Readonly<Record<string, string>> = {
  reset: 'Restart',
  unlock: 'Unlock',
  change_availability: 'Availability',
  get_configuration: 'Read settings',
  change_configuration: 'Change a setting',
  clear_cache: 'Clear cache',
  remote_start: 'Start charging',
  remote_stop: 'Stop charging',
  reserve_now: 'Hold a connector',
  cancel_reservation: 'Hold no longer',
  trigger: 'Ask for a message',
  extended_trigger: 'Ask for a message',
  get_local_list_version: 'Read the local list’s version',
  send_local_list: 'Send the local list',
  set_charging_profile: 'Set a charging profile',
  clear_charging_profile: 'Clear a charging profile',
  get_composite_schedule: 'Ask for the schedule',
  get_log: 'Fetch a log',
  update_firmware: 'Update firmware',
  install_certificate: 'Install a certificate',
  delete_certificate: 'Delete a certificate',
  get_certificates: 'Read certificates',
  certificate_signed: 'Give its certificate',
  get_base_report: 'Read all variables',
  get_report: 'Read variables',
  set_monitoring: 'Set monitors',
  clear_monitoring: 'Clear monitors',
  set_display_message: 'Show a text',
  clear_display_message: 'Clear a text',
  call: 'Other message',
}

/** A command's name for reading. */
export function actionWords(action: string): string {
  return NAMES[action] ?? sentence(action)
}

/** "Set monitoring base" of `set_monitoring_base`. */
export function sentence(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
}

/** A command with what was asked by it: "Restart: Soft", "Availability: connector 1, out of service". */
export function commandWords({ action, params }: Pick<Command, 'action' | 'params'>): string {
  const told = Object.entries(params).flatMap(([name, value]) => paramWords(name, value))
  return told.length === 0 ? actionWords(action) : `${actionWords(action)}: ${told.join(', ')}`
}

const SHOWN: Readonly<Record<string, (value: unknown) => string>> = {
  connector_id: (value) => (value === 0 ? 'whole charge point' : `connector ${value}`),
  operative: (value) => (value ? 'in service' : 'out of service'),
  type: String,
  message: String,
  key: String,
  value: (value) => `to ${value}`,
  transaction_id: (value) => `transaction ${value}`,
  kind: String,
  version: (value) => `version ${value}`,
}

function paramWords(name: string, value: unknown): string[] {
  const words = SHOWN[name]
  if (words === undefined || value === null || typeof value === 'object') return []
  return [words(value)]
}

/** Whether an answer can still come. */
export function isOpen({ state }: Pick<Command, 'state'>): boolean {
  return state === 'QUEUED' || state === 'SENT'
}

const STATES: Readonly<Record<CommandState, StateWords>> = {
  QUEUED: { word: 'Waits', shape: 'clock', tone: 'quiet' },
  SENT: { word: 'Sent', shape: 'clock', tone: 'busy' },
  ACCEPTED: { word: 'Agreed', shape: 'plug', tone: 'free' },
  REJECTED: { word: 'Refused', shape: 'cross', tone: 'bad' },
  FAILED: { word: 'Failed', shape: 'cross', tone: 'bad' },
  TIMED_OUT: { word: 'No answer', shape: 'ring', tone: 'bad' },
}

export function commandState(state: CommandState): StateWords {
  return STATES[state]
}

const STEPS: Readonly<Record<StepState, StateWords>> = {
  ...STATES,
  WAITING: { word: 'Waits', shape: 'clock', tone: 'quiet' },
  ASKED: { word: 'Asked', shape: 'clock', tone: 'busy' },
  ACCEPTED: { word: 'Done', shape: 'plug', tone: 'free' },
}

export function stepState(state: StepState): StateWords {
  return STEPS[state]
}

const DETAILS: Readonly<Record<string, string>> = {
  offline: 'It was not connected.',
  not_supported: 'Its version of OCPP has no such thing.',
}

/** How a command ended, or what it waits for; empty where its state says it all. */
export function resultWords({ state, detail }: Pick<Command, 'state' | 'detail'>, online: boolean): string {
  if (state === 'QUEUED') return online ? 'Others go before it.' : 'It is sent when the charger comes.'
  if (detail !== null) return DETAILS[detail] ?? detail
  return state === 'TIMED_OUT' ? 'It did not answer in time.' : ''
}
