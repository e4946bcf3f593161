/** What connectors tell of themselves, in words. */
import type { ChargePoint, ChargePointConnector } from '../../api/types'
import { fill, words } from '../../words'
import type { StateWords } from '../words'
import { named } from './words'

const w = words('operating')

const LOOKS: Readonly<Record<string, Omit<StateWords, 'word'>>> = {
  Available: { shape: 'plug', tone: 'free' },
  Preparing: { shape: 'clock', tone: 'busy' },
  Occupied: { shape: 'bolt', tone: 'busy' },
  Charging: { shape: 'bolt', tone: 'busy' },
  SuspendedEV: { shape: 'clock', tone: 'busy' },
  SuspendedEVSE: { shape: 'clock', tone: 'busy' },
  Finishing: { shape: 'clock', tone: 'busy' },
  Reserved: { shape: 'clock', tone: 'busy' },
  Unavailable: { shape: 'cross', tone: 'bad' },
  Faulted: { shape: 'cross', tone: 'bad' },
}

const UNKNOWN = { shape: 'ring', tone: 'quiet' } as const

export function connectorState({ status }: Pick<ChargePointConnector, 'status'>): StateWords {
  if (status === null) return { word: w.notHeard, ...UNKNOWN }
  return { word: named(w.connectorStates, status) ?? status, ...(LOOKS[status] ?? UNKNOWN) }
}

export function onlineState({ online, last_seen_at }: ChargePoint): StateWords {
  if (online) return { word: w.connected, shape: 'plug', tone: 'free' }
  return { word: last_seen_at === null ? w.waiting : w.offline, ...UNKNOWN }
}

/** "OCPP 2.0.1" of `ocpp2.0.1`. */
export function protocolWords(protocol: string | null): string {
  return protocol ? protocol.replace(/^ocpp/, 'OCPP ') : 'OCPP 1.6'
}

/** A connector by its number; 0 stands for all of the charge point. */
export function connectorWords(id: number): string {
  return id === 0 ? w.wholeChargePoint : fill(w.connector, { number: id })
}
