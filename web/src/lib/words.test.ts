import { describe, expect, it } from 'vitest'
import type { Charger, ChargerState, Station } from '../api/types'
import { moneyWords, priceWords } from './money'
import { match, safeNext } from './routes'
import { addressWords, chargerName, stationWords, wholeAddress } from './words'

const TARIFF = { currency: 'EUR', price_per_kwh: '0.30', price_per_hour: '1.00', price_per_session: null }

const charger = (state: ChargerState, bookable = true): Charger => ({
  charger_id: 'c',
  station_id: 's',
  network_id: 'n',
  time_zone: 'Europe/Berlin',
  station_name: 'S',
  name: '',
  charge_point_id: null,
  connector_id: null,
  in_service: true,
  networked: true,
  state,
  online: true,
  bookable,
  connectors: [],
  tariff: TARIFF,
})

const station = (...chargers: Charger[]): Station => ({
  station_id: 's',
  network_id: 'n',
  network_name: 'N',
  time_zone: 'Europe/Berlin',
  my_role: null,
  name: 'S',
  address: { line: '', city: '', postal_code: '', country: '' },
  access_notes: '',
  opening_hours: null,
  in_service: true,
  latitude: 52.5,
  longitude: 13.4,
  chargers,
})

describe('a price', () => {
  it.each([
    ['all that is asked', TARIFF, '€0.30 per kWh + €1.00 per hour'],
    ['nothing', { ...TARIFF, price_per_kwh: '0.00', price_per_hour: null }, 'Free'],
    ['tenths of a cent', { ...TARIFF, price_per_kwh: '0.285', price_per_hour: null }, '€0.285 per kWh'],
    [
      'a currency without decimals',
      { ...TARIFF, currency: 'JPY', price_per_kwh: '30', price_per_hour: null },
      '¥30 per kWh',
    ],
  ])('%s', (_why, tariff, words) => {
    expect(priceWords(tariff, 'en')).toBe(words)
  })

  it('keeps the cents of a round amount', () => {
    expect(moneyWords({ amount: '2', currency: 'EUR' }, 'en')).toBe('€2.00')
  })
})

describe("a station's pin", () => {
  it.each([
    [
      'counts what is free',
      station(charger('AVAILABLE'), charger('AVAILABLE'), charger('CHARGING')),
      '2 free',
      true,
    ],
    ['says in use when none is free', station(charger('CHARGING'), charger('OUTOFORDER')), 'In use', true],
    ['says offline before broken', station(charger('UNKNOWN'), charger('OUTOFORDER')), 'Offline', true],
    ['is not bookable for a stranger', station(charger('AVAILABLE', false)), '1 free', false],
    [
      'is out of service as a whole',
      { ...station(charger('AVAILABLE')), in_service: false },
      'Out of service',
      false,
    ],
  ])('%s', (_why, given, word, bookable) => {
    expect(stationWords(given)).toMatchObject({ word, bookable })
  })
})

it.each([
  [null, 'Charger 3'],
  ['  ', 'Charger 3'],
  ['7', 'Charger 7'],
  ['Bay 4', 'Bay 4'],
])('calls a charger named %o %s', (name, words) => {
  expect(chargerName({ name }, 2)).toBe(words)
})

it('falls back to the position where there is no address', () => {
  expect(addressWords(station())).toBe('52.50000, 13.40000')
})

it.each([
  ['USA', '1 Main Street, 12345 Springfield', '1 Main Street, 12345 Springfield, United States'],
  ['DEU', '1 Main Street, 12345 Springfield, Germany', '1 Main Street, 12345 Springfield, Germany'],
])(
  'tells the country %s of an address to those who are not there, and to a calendar',
  (country, here, whole) => {
    const address = { line: '1 Main Street', city: 'Springfield', postal_code: '12345', country }
    expect(addressWords({ ...station(), address })).toBe(here)
    expect(wholeAddress({ ...station(), address })).toBe(whole)
  },
)

describe('routes', () => {
  it.each([
    ['/stations/:id', '/stations/a%20b', { id: 'a b' }],
    ['/stations/:id', '/stations/x/', { id: 'x' }],
    ['/stations/:id', '/stations/', null],
    ['/stations/:id', '/stations/x/manage', null],
    ['/stations/:id', '/stations/%E0%A4%A', null],
    ['/', '/', {}],
  ])('%s against %s', (pattern, path, parts) => {
    expect(match(pattern, path)).toEqual(parts)
  })

  it.each([
    ['/bookings?x=1', '/bookings?x=1'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    [null, '/'],
  ])('after login %s leads to %s', (next, path) => {
    expect(safeNext(next)).toBe(path)
  })
})
