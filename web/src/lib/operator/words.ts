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
import { fill, words } from '../../words'
import { minutesWords } from '../time'
import { rounded, type StateWords } from '../words'

const w = words('operating')

/** A group's text by a key that others chose: null where there is none. */
export function named(group: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(group, key) ? (group[key] ?? null) : null
}

type Look = 'good' | 'busy' | 'bad' | 'quiet'

const LOOKS: Readonly<Record<Look, Omit<StateWords, 'word'>>> = {
  good: { shape: 'plug', tone: 'free' },
  busy: { shape: 'clock', tone: 'busy' },
  bad: { shape: 'cross', tone: 'bad' },
  quiet: { shape: 'ring', tone: 'quiet' },
}

/** How the states of something are shown: their words come from the catalogue when they are asked for. */
function states<S extends string>(group: () => Readonly<Record<S, string>>, looks: Record<S, Look>) {
  return (state: S): StateWords => ({ word: group()[state], ...LOOKS[looks[state]] })
}

export const wantedState = states<WantedState>(() => w.wantedStates, {
  applied: 'good',
  pending: 'busy',
  rejected: 'bad',
  reboot_required: 'busy',
  differs: 'bad',
})

export const localListState = states<LocalList['state']>(() => w.localListStates, {
  off: 'quiet',
  waiting: 'busy',
  syncing: 'busy',
  in_step: 'good',
  failed: 'bad',
  not_supported: 'bad',
})

export const logState = states<Log['state']>(() => w.logStates, {
  REQUESTED: 'busy',
  UPLOADING: 'busy',
  UPLOADED: 'good',
  FAILED: 'bad',
  EXPIRED: 'bad',
})

export const updateState = states<Update['state']>(() => w.updateStates, {
  REQUESTED: 'busy',
  RUNNING: 'busy',
  INSTALLED: 'good',
  FAILED: 'bad',
  SUPERSEDED: 'quiet',
})

export const certificateState = states<IssuedCertificate['state']>(() => w.certificateStates, {
  SENT: 'busy',
  ACCEPTED: 'good',
  REJECTED: 'bad',
  REVOKED: 'bad',
  REPLACED: 'quiet',
})

export const rolloutState = states<Rollout['state']>(() => w.rolloutStates, {
  RUNNING: 'busy',
  STOPPED: 'bad',
  ENDED: 'good',
})

export const alarmWords = (kind: AlarmKind): string => named(w.alarmKinds, kind) ?? kind

export const alarmKinds = () => Object.keys(w.alarmKinds) as AlarmKind[]

export const signatureWords = (state: Firmware['signature_state']): string => w.signatures[state]

/** What each security profile means, as its number counts. */
export const profileMeanings = (): readonly string[] => {
  const { none, password, tls, certificate } = w.securityProfiles
  return [none, password, tls, certificate]
}

type Step = NonNullable<SecurityProfile['change']>['step']

export const stepWords = (step: Step): string => w.changeSteps[step]

/** What a connection spoke, and how long nothing came before it and why. */
export function connectionWords(
  protocol: string,
  { previous_ended, offline_before_seconds }: Pick<Connection, 'previous_ended' | 'offline_before_seconds'>,
): string {
  if (previous_ended === null) return fill(w.itsFirst, { protocol })
  return fill(w.connectionEnded[previous_ended], { protocol, length: secondsWords(offline_before_seconds) })
}

/** "99.87 %", or that no time counts. */
export function percentWords(percent: number | null): string {
  return percent === null ? '–' : fill(w.percent, { value: rounded(percent, 2) })
}

/** A length that may be short: "40 s", "3 min", "2 days 4 h". */
export function secondsWords(seconds: number): string {
  if (seconds < 60) return fill(w.seconds, { count: seconds })
  const hours = Math.floor(seconds / 3600)
  if (hours < 48) return minutesWords(Math.floor(seconds / 60))
  const days = minutesWords(Math.floor(hours / 24) * 1440)
  const rest = hours % 24
  return rest === 0 ? days : fill(w.daysAndHours, { days, hours: minutesWords(rest * 60) })
}

const UNITS = ['B', 'kB', 'MB', 'GB'] as const

/** "1.4 MB". */
export function sizeWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return fill(w.sizes[UNITS[power] ?? 'B'], { value: rounded(bytes / 1000 ** power, 1) })
}
