import { expect, it } from 'vitest'
import { chargerEditOf, chargerOf, draftOfStation, EMPTY_STATION, emptyCharger, stationOf } from './drafts'

const HERE = { ...EMPTY_STATION, name: ' Depot ', latitude: '52.5', longitude: '13,4' }

it('sends prices as they were typed, and no price for an empty field', () => {
  const draft = { ...emptyCharger('1', 'eur'), price_per_kwh: '0,30', price_per_hour: ' ' }

  expect(chargerOf(draft).tariff).toEqual({
    currency: 'EUR',
    price_per_kwh: '0.30',
    price_per_hour: null,
    price_per_session: null,
  })
})

it('sends a decimal comma of power as a number', () => {
  const draft = emptyCharger('1', 'EUR')

  const sent = chargerOf({ ...draft, connectors: [{ standard: 'CHADEMO', format: 'CABLE', max_kw: '3,7' }] })

  expect(sent.connectors).toEqual([{ standard: 'CHADEMO', format: 'CABLE', max_kw: 3.7 }])
})

it('leaves a charger its name where none is typed', () => {
  const draft = emptyCharger('1', 'EUR')

  expect(chargerEditOf({ ...draft, name: ' ' })).not.toHaveProperty('name')
  expect(chargerEditOf({ ...draft, name: 'Left' })).toMatchObject({ name: 'Left', in_service: true })
})

it.each([
  ['no position', { ...HERE, latitude: '' }],
  ['a place beyond the pole', { ...HERE, latitude: '91' }],
])('sends nothing for %s', (_why, draft) => {
  expect(stationOf(draft)).toBeNull()
})

it('does with the pin alone', () => {
  expect(stationOf(HERE)).toEqual({
    name: 'Depot',
    address: null,
    latitude: 52.5,
    longitude: 13.4,
    access_notes: null,
    opening_hours: null,
    in_service: true,
  })
})

it('gives back what it took of a station', () => {
  const sent = stationOf({
    ...HERE,
    name: 'Depot',
    line: 'Main Street 1',
    city: 'Bern',
    postal_code: '3000',
    country: 'CHE',
  })
  const station = {
    ...sent,
    station_id: 's',
    network_id: 'n',
    network_name: 'N',
    time_zone: 'UTC',
    my_role: null,
    chargers: [],
  }

  expect(stationOf(draftOfStation(station as never))).toEqual(sent)
})
