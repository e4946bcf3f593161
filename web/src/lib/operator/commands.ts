/** What is asked of charge points, and what they answered, in words. */
import type { StepState } from '../../api/operating-types'
import type { Command, CommandState } from '../../api/types'
import { fill, inRow, words } from '../../words'
import type { StateWords } from '../words'
import { named } from './words'

const w = words('operating')

/** A command's name for reading. */
export function actionWords(action: string): string {
  return named(w.actions, action) ?? sentence(action)
}

/** "Set monitoring base" of `set_monitoring_base`. */
export function sentence(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ')
}

/** A command with what was asked by it: "Restart: Soft", "Availability: connector 1, out of service". */
export function commandWords({ action, params }: Pick<Command, 'action' | 'params'>): string {
  const told = Object.entries(params).flatMap(([name, value]) => paramWords(name, value))
  const name = actionWords(action)
  return told.length === 0 ? name : fill(w.actionWith, { action: name, what: inRow(told) })
}

const SHOWN: Readonly<Record<string, (value: unknown) => string>> = {
  connector_id: (value) =>
    value === 0 ? w.params.wholeChargePoint : fill(w.params.connector, { number: String(value) }),
  operative: (value) => (value ? w.params.operative : w.params.inoperative),
  type: String,
  message: String,
  key: String,
  value: (value) => fill(w.params.value, { value: String(value) }),
  transaction_id: (value) => fill(w.params.transaction, { id: String(value) }),
  kind: String,
  version: (value) => fill(w.params.version, { version: String(value) }),
}

function paramWords(name: string, value: unknown): string[] {
  const said = SHOWN[name]
  if (said === undefined || value === null || typeof value === 'object') return []
  return [said(value)]
}

/** Whether an answer can still come. */
export function isOpen({ state }: Pick<Command, 'state'>): boolean {
  return state === 'QUEUED' || state === 'SENT'
}

type Look = Omit<StateWords, 'word'>

const LOOKS: Readonly<Record<CommandState, Look>> = {
  QUEUED: { shape: 'clock', tone: 'quiet' },
  SENT: { shape: 'clock', tone: 'busy' },
  ACCEPTED: { shape: 'plug', tone: 'free' },
  REJECTED: { shape: 'cross', tone: 'bad' },
  FAILED: { shape: 'cross', tone: 'bad' },
  TIMED_OUT: { shape: 'ring', tone: 'bad' },
}

export function commandState(state: CommandState): StateWords {
  return { word: w.commandStates[state], ...LOOKS[state] }
}

const STEP_LOOKS: Readonly<Record<StepState, Look>> = { ...LOOKS, WAITING: LOOKS.QUEUED, ASKED: LOOKS.SENT }

export function stepState(state: StepState): StateWords {
  return { word: { ...w.commandStates, ...w.stepStates }[state], ...STEP_LOOKS[state] }
}

/** What a command waits for, or that no answer came; empty where its state says it all, or `detail` the rest. */
export function waitWords({ state, detail }: Pick<Command, 'state' | 'detail'>, online: boolean): string {
  if (state === 'QUEUED') return online ? w.othersFirst : w.sentWhenItComes
  return state === 'TIMED_OUT' && detail === null ? w.noAnswerInTime : ''
}
