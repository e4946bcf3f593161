/** States and kinds of what managers run, in words. */
import type {
  Connection,
  IssuedCertificate,
  LocalList,
  Log,
  SecurityProfile,
  Update,
  WantedState,
} from '../../api/charge-point-types'
import type { AlarmKind, Firmware, Rollout } from '../../api/operating-types'
import { minutesWords } from '../time'
import type { StateWords } from '../words'

const good = (word: string): StateWords => ({ word, shape: 'plug', tone: 'free' })
const busy = (word: string): StateWords => ({ word, shape: 'clock', tone: 'busy' })
const bad = (word: string): StateWords => ({ word, shape: 'cross', tone: 'bad' })
const quiet = (word: string): StateWords => ({ word, shape: 'ring', tone: 'quiet' })

export const ALARM_NAMES: Readonly<Record<AlarmKind, string>> = {
  offline: 'Offline',
  faulted: 'Broken',
  monitor: 'Out of bounds',
  energy_without_session: 'Energy without a session',
  boot_refused: 'Start refused',
  certificate_expires: 'Certificate expires',
  firmware_failed: 'Firmware update failed',
  security_event: 'Security event',
  password_throttled: 'Wrong passwords',
  fault_reported: 'Reported by drivers',
}

export const WANTED: Readonly<Record<WantedState, StateWords>> = {
  applied: good('As wanted'),
  pending: busy('Sent, not answered yet'),
  rejected: bad('Refused'),
  reboot_required: busy('Taken, needs a restart'),
  differs: bad('Differs'),
}

export const LOCAL_LIST: Readonly<Record<LocalList['state'], StateWords>> = {
  off: quiet('Off'),
  waiting: busy('Waits for the charger'),
  syncing: busy('Being sent'),
  in_step: good('In step'),
  failed: bad('Refused'),
  not_supported: bad('Not supported'),
}

export const LOG: Readonly<Record<Log['state'], StateWords>> = {
  REQUESTED: busy('Asked for'),
  UPLOADING: busy('Uploading'),
  UPLOADED: good('Here'),
  FAILED: bad('Failed'),
  EXPIRED: bad('Never came'),
}

export const UPDATE: Readonly<Record<Update['state'], StateWords>> = {
  REQUESTED: busy('Asked for'),
  RUNNING: busy('Under way'),
  INSTALLED: good('Installed'),
  FAILED: bad('Failed'),
  SUPERSEDED: quiet('Replaced by a later one'),
}

export const ISSUED: Readonly<Record<IssuedCertificate['state'], StateWords>> = {
  SENT: busy('Sent'),
  ACCEPTED: good('In use'),
  REJECTED: bad('Refused'),
  REVOKED: bad('Revoked'),
  REPLACED: quiet('Replaced'),
}

export const ROLLOUT: Readonly<Record<Rollout['state'], StateWords>> = {
  RUNNING: busy('Under way'),
  STOPPED: bad('Stopped'),
  ENDED: good('Ended'),
}

export const SIGNATURE: Readonly<Record<Firmware['signature_state'], string>> = {
  NONE: 'Not signed',
  VALID: 'Signed, and the signature is right',
  INVALID: 'The signature is wrong: it is not sent',
  UNCHECKED: 'Signed; only the charger can check it',
}

/** What each security profile means, as its number counts. */
export const PROFILES = [
  'Nobody proves anything',
  'A password, without TLS',
  'A password, over TLS',
  'A client certificate of its own, over TLS',
] as const

type Step = NonNullable<SecurityProfile['change']>['step']

export const STEPS: Readonly<Record<Step, string>> = {
  certificate: 'It makes a key and asks for its certificate.',
  slots: 'It tells which networks it tries.',
  network: 'It takes one more network profile.',
  order: 'It agrees to change.',
  restart: 'It restarts.',
  use: 'It comes in by the new profile. Until then the old one works.',
}

export const ENDED: Readonly<Record<NonNullable<Connection['previous_ended']>, string>> = {
  closed: 'it was closed',
  silent: 'nothing came for too long',
  replaced: 'this one took its place',
}

/** "99.87 %", or that no time counts. */
export function percentWords(percent: number | null): string {
  return percent === null ? '–' : `${percent.toFixed(2).replace(/\.?0+$/, '')} %`
}

/** A length that may be short: "40 s", "3 min", "2 days 4 h". */
export function secondsWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const hours = Math.floor(seconds / 3600)
  if (hours < 48) return minutesWords(Math.floor(seconds / 60))
  const rest = hours % 24
  return `${Math.floor(hours / 24)} days${rest === 0 ? '' : ` ${rest} h`}`
}

/** "1.4 MB". */
export function sizeWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(bytes / 1000 ** power)
  return `${value} ${units[power]}`
}
