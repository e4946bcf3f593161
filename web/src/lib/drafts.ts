/** What is typed into the forms of stations and chargers, and what is sent of it. */
import type {
  Address,
  Charger,
  ChargerEdit,
  Connector,
  ConnectorStandard,
  NewCharger,
  OpeningHours,
  Station,
} from '../api/types'
import { degrees } from './geo'
import { numberOrNull, orNull } from './words'

export interface ConnectorDraft {
  standard: ConnectorStandard
  format: 'SOCKET' | 'CABLE'
  max_kw: string
  power_type?: Connector['power_type'] | undefined
}

export interface ChargerDraft {
  key: string
  name: string
  connectors: ConnectorDraft[]
  currency: string
  price_per_kwh: string
  price_per_hour: string
  price_per_session: string
  in_service: boolean
}

export interface StationDraft {
  name: string
  line: string
  city: string
  postal_code: string
  country: string
  latitude: string
  longitude: string
  access_notes: string
  opening_hours: OpeningHours[]
  in_service: boolean
}

export const EMPTY_STATION: StationDraft = {
  name: '',
  line: '',
  city: '',
  postal_code: '',
  country: '',
  latitude: '',
  longitude: '',
  access_notes: '',
  opening_hours: [],
  in_service: true,
}

export function emptyConnector(): ConnectorDraft {
  return { standard: 'IEC_62196_T2', format: 'SOCKET', max_kw: '11' }
}

export function emptyCharger(key: string, currency: string): ChargerDraft {
  return {
    key,
    name: '',
    connectors: [emptyConnector()],
    currency,
    price_per_kwh: '',
    price_per_hour: '',
    price_per_session: '',
    in_service: true,
  }
}

/** A key that no other draft has. */
export function nextKey(drafts: readonly ChargerDraft[]): string {
  return String(Math.max(0, ...drafts.map((draft) => Number(draft.key))) + 1)
}

export function draftOfCharger(charger: Charger): ChargerDraft {
  const { tariff } = charger
  return {
    key: charger.charger_id,
    name: charger.name ?? '',
    connectors: charger.connectors.map((c) => ({
      standard: c.standard,
      format: c.format ?? 'SOCKET',
      max_kw: String(c.max_kw),
      power_type: c.power_type,
    })),
    currency: tariff.currency,
    price_per_kwh: tariff.price_per_kwh ?? '',
    price_per_hour: tariff.price_per_hour ?? '',
    price_per_session: tariff.price_per_session ?? '',
    in_service: charger.in_service !== false,
  }
}

export function chargerOf(draft: ChargerDraft): NewCharger {
  return {
    name: orNull(draft.name),
    connectors: draft.connectors.map(connectorOf),
    tariff: {
      currency: draft.currency.trim().toUpperCase(),
      price_per_kwh: price(draft.price_per_kwh),
      price_per_hour: price(draft.price_per_hour),
      price_per_session: price(draft.price_per_session),
    },
    in_service: draft.in_service,
  }
}

/** What is changed of a charger: without a name it keeps the one that it has. */
export function chargerEditOf(draft: ChargerDraft): ChargerEdit {
  const { name, ...others } = chargerOf(draft)
  return name ? { ...others, name } : others
}

function connectorOf({ standard, format, max_kw, power_type }: ConnectorDraft): Connector {
  const connector = { standard, format, max_kw: numberOrNull(max_kw.replace(',', '.')) ?? 0 }
  return power_type === undefined ? connector : { ...connector, power_type }
}

/** A price as a decimal string, as it was typed: it never becomes a float. */
function price(text: string): string | null {
  return orNull(text.replace(',', '.'))
}

export function draftOfStation(station: Station): StationDraft {
  const a = station.address
  return {
    name: station.name,
    line: a?.line ?? '',
    city: a?.city ?? '',
    postal_code: a?.postal_code ?? '',
    country: a?.country ?? '',
    latitude: String(station.latitude),
    longitude: String(station.longitude),
    access_notes: station.access_notes ?? '',
    opening_hours: station.opening_hours ?? [],
    in_service: station.in_service !== false,
  }
}

export interface StationFields {
  name: string
  address: Address | null
  latitude: number
  longitude: number
  access_notes: string | null
  opening_hours: OpeningHours[] | null
  in_service: boolean
}

/** What is sent of a draft, or null while it has no position. */
export function stationOf(draft: StationDraft): StationFields | null {
  const latitude = degrees(draft.latitude, 90)
  const longitude = degrees(draft.longitude, 180)
  if (latitude === null || longitude === null) return null
  return {
    name: draft.name.trim(),
    address: addressOf(draft),
    latitude,
    longitude,
    access_notes: orNull(draft.access_notes),
    opening_hours: draft.opening_hours.length === 0 ? null : draft.opening_hours,
    in_service: draft.in_service,
  }
}

function addressOf(draft: StationDraft): Address | null {
  const { line, city, postal_code, country } = draft
  if ([line, city, postal_code, country].every((part) => part.trim() === '')) return null
  return { line: line.trim(), city: city.trim(), postal_code: postal_code.trim(), country: country.trim() }
}
