import type { Charger, ChargerState, Connector, Station } from '../api/types'

/** How a state is shown: a word, and a shape that tells it without colour. */
export interface StateWords {
  word: string
  shape: 'plug' | 'bolt' | 'clock' | 'cross' | 'ring'
  tone: 'free' | 'busy' | 'bad' | 'quiet'
}

const STATES: Record<ChargerState, StateWords> = {
  AVAILABLE: { word: 'Available', shape: 'plug', tone: 'free' },
  RESERVED: { word: 'Reserved', shape: 'clock', tone: 'busy' },
  CHARGING: { word: 'Charging', shape: 'bolt', tone: 'busy' },
  BLOCKED: { word: 'Blocked', shape: 'cross', tone: 'bad' },
  INOPERATIVE: { word: 'Out of service', shape: 'cross', tone: 'bad' },
  OUTOFORDER: { word: 'Out of order', shape: 'cross', tone: 'bad' },
  UNKNOWN: { word: 'Offline', shape: 'ring', tone: 'quiet' },
}

/** A plain charger tells nothing of itself. */
const UNWATCHED: StateWords = { word: 'Not watched', shape: 'ring', tone: 'quiet' }

export function stateWords(charger: Charger): StateWords {
  if (charger.in_service === false) return STATES.INOPERATIVE
  if (!charger.networked && charger.state === 'UNKNOWN') return UNWATCHED
  return STATES[charger.state] ?? STATES.UNKNOWN
}

/** A station in one word for its pin: how many are free, or why none is. */
export function stationWords(station: Station): StateWords & { bookable: boolean } {
  const all = station.in_service === false ? [] : station.chargers
  const bookable = all.some((c) => c.bookable)
  const states = all.map(stateWords)
  const free = states.filter((s) => s.tone === 'free').length
  if (free > 0) return { word: `${free} free`, shape: 'plug', tone: 'free', bookable }
  const busy = states.find((s) => s.tone === 'busy')
  if (busy !== undefined) return { word: 'In use', shape: 'bolt', tone: 'busy', bookable }
  const quiet = states.find((s) => s.tone === 'quiet')
  if (quiet !== undefined) return { word: 'Offline', shape: 'ring', tone: 'quiet', bookable }
  return { word: 'Out of service', shape: 'cross', tone: 'bad', bookable }
}

/** OCPI ConnectorType values that a new charger may be given, with the names that drivers know. */
export const CONNECTOR_NAMES: Readonly<Record<string, string>> = {
  IEC_62196_T2: 'Type 2',
  IEC_62196_T2_COMBO: 'CCS (Combo 2)',
  IEC_62196_T1: 'Type 1',
  IEC_62196_T1_COMBO: 'CCS (Combo 1)',
  CHADEMO: 'CHAdeMO',
  SAE_J3400: 'NACS (J3400)',
  GBT_AC: 'GB/T AC',
  GBT_DC: 'GB/T DC',
  DOMESTIC_F: 'Domestic, Schuko (F)',
  DOMESTIC_E: 'Domestic, French (E)',
  DOMESTIC_G: 'Domestic, British (G)',
  DOMESTIC_J: 'Domestic, Swiss (J)',
  DOMESTIC_L: 'Domestic, Italian (L)',
  IEC_60309_2_single_16: 'CEE blue, 16 A',
  IEC_60309_2_three_16: 'CEE red, 16 A',
  IEC_60309_2_three_32: 'CEE red, 32 A',
}

export function connectorName(standard: string): string {
  return CONNECTOR_NAMES[standard] ?? standard.replaceAll('_', ' ')
}

export function connectorWords(connector: Connector): string {
  const cable = connector.format === 'CABLE' ? ', cable attached' : ''
  return `${connectorName(connector.standard)} · ${kw(connector.max_kw)}${cable}`
}

export function kw(value: number): string {
  return `${number(value, 1)} kW`
}

export function kwh(value: number): string {
  return `${number(value, 2)} kWh`
}

function number(value: number, decimals: number): string {
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: decimals }).format(value)
}

/** A charger's name, or its place in the station when it has none. */
export function chargerName(charger: { name?: string | null }, index: number): string {
  return chargerLabel(charger.name ?? null) || `Charger ${index + 1}`
}

/** A name for reading; one that is but a number is told to be a charger's. Empty where there is none. */
export function chargerLabel(name: string | null): string {
  const text = name?.trim() ?? ''
  return /^\d+$/.test(text) ? `Charger ${text}` : text
}

/** A station's address in one line, or its position where it has none. */
export function addressWords(station: Pick<Station, 'address' | 'latitude' | 'longitude'>): string {
  const a = station.address
  const town = [a?.postal_code, a?.city].filter(Boolean).join(' ')
  const line = [a?.line, town, a?.country].filter(Boolean).join(', ')
  return line || `${station.latitude.toFixed(5)}, ${station.longitude.toFixed(5)}`
}

/** Text or null: what a form sends for a field that may be empty. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

export function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
