import type { Charger, ChargerState, Connector, ConnectorStandard, Station } from '../api/types'
import { counted, fill, locale, words } from '../words'
import { countryWords, isHomeCountry } from './countries'
import { numberFormat } from './formats'

const w = words('common')

/** How a state is shown: a word, and a shape that tells it without colour. */
export interface StateWords {
  word: string
  shape: 'plug' | 'bolt' | 'clock' | 'cross' | 'ring'
  tone: 'free' | 'busy' | 'bad' | 'quiet'
}

type Look = Omit<StateWords, 'word'>

const LOOKS: Record<ChargerState, Look> = {
  AVAILABLE: { shape: 'plug', tone: 'free' },
  RESERVED: { shape: 'clock', tone: 'busy' },
  CHARGING: { shape: 'bolt', tone: 'busy' },
  BLOCKED: { shape: 'cross', tone: 'bad' },
  INOPERATIVE: { shape: 'cross', tone: 'bad' },
  OUTOFORDER: { shape: 'cross', tone: 'bad' },
  UNKNOWN: { shape: 'ring', tone: 'quiet' },
}

const inState = (state: ChargerState): StateWords => ({ word: w.states[state], ...LOOKS[state] })

/** A plain charger tells nothing of itself: it is not watched. */
export function stateWords(charger: Charger): StateWords {
  if (charger.in_service === false) return inState('INOPERATIVE')
  if (!charger.networked && charger.state === 'UNKNOWN') return { word: w.notWatched, ...LOOKS.UNKNOWN }
  return inState(charger.state in LOOKS ? charger.state : 'UNKNOWN')
}

/** A station in one word for its pin: how many are free, or why none is. */
export function stationWords(station: Station): StateWords & { bookable: boolean } {
  const all = station.in_service === false ? [] : station.chargers
  const bookable = all.some((c) => c.bookable)
  const states = all.map(stateWords)
  const free = states.filter((s) => s.tone === 'free').length
  if (free > 0) return { word: counted(w.freeNow, free), ...LOOKS.AVAILABLE, bookable }
  const busy = states.find((s) => s.tone === 'busy')
  if (busy !== undefined) return { word: w.inUse, ...LOOKS.CHARGING, bookable }
  const quiet = states.find((s) => s.tone === 'quiet')
  if (quiet !== undefined) return { ...inState('UNKNOWN'), bookable }
  return { ...inState('INOPERATIVE'), bookable }
}

/** OCPI ConnectorType values that a new charger may be given, with the names that drivers know. */
export const connectorNames = (): Readonly<Record<string, string>> => w.connectors

/** The same for selects. */
export const connectorChoices = () => Object.entries(connectorNames()) as [ConnectorStandard, string][]

export function connectorName(standard: string): string {
  return connectorNames()[standard] ?? standard.replaceAll('_', ' ')
}

export function connectorWords(connector: Connector): string {
  const plug = `${connectorName(connector.standard)} · ${kw(connector.max_kw)}`
  return connector.format === 'CABLE' ? fill(w.cableAttached, { connector: plug }) : plug
}

export function kw(value: number): string {
  return fill(w.kw, { value: rounded(value, 1) })
}

export function kwh(value: number): string {
  return fill(w.kwh, { value: rounded(value, 2) })
}

/** A number for reading, with so many decimals at most. */
export function rounded(value: number, decimals: number): string {
  return numberFormat(locale.value, { maximumFractionDigits: decimals }).format(value)
}

/** A charger's name, or its place in the station when it has none. */
export function chargerName(charger: { name?: string | null }, index: number): string {
  return chargerLabel(charger.name ?? null) || fill(w.charger, { number: index + 1 })
}

/** A person's name; null where the account is erased. */
export function personName(name: string | null | undefined): string {
  return name || w.somebodyGone
}

/** A name for reading; one that is but a number is told to be a charger's. Empty where there is none. */
export function chargerLabel(name: string | null): string {
  const text = name?.trim() ?? ''
  return /^\d+$/.test(text) ? fill(w.charger, { number: text }) : text
}

type Located = Pick<Station, 'address' | 'latitude' | 'longitude'>

/** A station's address in one line, or its position where it has none. Who reads it at home is not told the country. */
export function addressWords(station: Located): string {
  const country = station.address?.country ?? ''
  return addressLine(station, isHomeCountry(country) ? '' : countryWords(country))
}

/** The same with its country wherever it is read: for what leaves the page. */
export function wholeAddress(station: Located): string {
  return addressLine(station, countryWords(station.address?.country ?? ''))
}

function addressLine(station: Located, country: string): string {
  const a = station.address
  const town = [a?.postal_code, a?.city].filter(Boolean).join(' ')
  const line = [a?.line, town, country].filter(Boolean).join(', ')
  return line || `${station.latitude.toFixed(5)}, ${station.longitude.toFixed(5)}`
}

/** Text or null: what a form sends for a field that may be empty. */
export function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

export function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}
