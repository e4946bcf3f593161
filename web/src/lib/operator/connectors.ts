/** What connectors tell of themselves, in words. */
import type { ChargePoint, ChargePointConnector } from '../../api/types'
import type { StateWords } from '../words'

const STATUSES: Readonly<Record<string, StateWords>> = {
  Available: { word: 'Free', shape: 'plug', tone: 'free' },
  Preparing: { word: 'Plugged in', shape: 'clock', tone: 'busy' },
  Occupied: { word: 'In use', shape: 'bolt', tone: 'busy' },
  Charging: { word: 'Charging', shape: 'bolt', tone: 'busy' },
  SuspendedEV: { word: 'Paused by the car', shape: 'clock', tone: 'busy' },
  SuspendedEVSE: { word: 'Paused by the charger', shape: 'clock', tone: 'busy' },
  Finishing: { word: 'Finished, still plugged in', shape: 'clock', tone: 'busy' },
  Reserved: { word: 'Reserved', shape: 'clock', tone: 'busy' },
  Unavailable: { word: 'Out of service', shape: 'cross', tone: 'bad' },
  Faulted: { word: 'Broken', shape: 'cross', tone: 'bad' },
}

const UNHEARD: StateWords = { word: 'Not heard of', shape: 'ring', tone: 'quiet' }

export function connectorState({ status }: Pick<ChargePointConnector, 'status'>): StateWords {
  if (status === null) return UNHEARD
  return STATUSES[status] ?? { word: status, shape: 'ring', tone: 'quiet' }
}

export function onlineState({ online, last_seen_at }: ChargePoint): StateWords {
  if (online) return { word: 'Connected', shape: 'plug', tone: 'free' }
  return { word: last_seen_at === null ? 'Waiting' : 'Offline', shape: 'ring', tone: 'quiet' }
}

/** "OCPP 2.0.1" of `ocpp2.0.1`. */
export function protocolWords(protocol: string | null): string {
  return protocol ? protocol.replace(/^ocpp/, 'OCPP ') : 'OCPP 1.6'
}

/** A connector by its number; 0 stands for all of the charge point. */
export function connectorWords(id: number): string {
  return id === 0 ? 'Whole charge point' : `Connector ${id}`
}
