import { expect, it } from 'vitest'
import type { Car, Charger } from '../api/types'
import { estimate } from './estimate'

const AC = { standard: 'IEC_62196_T2', power_type: 'AC_3_PHASE', format: 'SOCKET', max_kw: 22 } as const
const DC = { standard: 'IEC_62196_T2_COMBO', power_type: 'DC', format: 'CABLE', max_kw: 150 } as const
const tariff = (more: object = {}) => ({
  currency: 'EUR',
  price_per_kwh: '0.30',
  price_per_hour: null,
  price_per_session: '0.50',
  ...more,
})
const charger = (connectors: object[], more: object = {}) => ({ connectors, tariff: tariff(more) }) as Charger
const car = (more: object = {}) =>
  ({ connectors: ['IEC_62196_T2'], max_ac_kw: 11, max_dc_kw: 100, battery_kwh: 50, ...more }) as Car

it.each([
  ['the charger’s power without a car', charger([AC]), null, 60, '7.10', 22, 22, 'charger'],
  ['the car’s where it takes less', charger([AC]), car(), 60, '3.80', 11, 11, 'car'],
  ['the connector that fits the car', charger([AC, DC]), car(), 60, '3.80', 11, 11, 'car'],
  ['the strongest where none fits', charger([AC, DC]), car({ connectors: [] }), 15, '8.00', 25, 100, 'car'],
  ['no more than the battery holds', charger([AC]), car(), 600, '15.50', 50, 11, 'battery'],
  ['time too', charger([AC], { price_per_hour: '1.20' }), null, 90, '12.20', 33, 22, 'charger'],
  [
    'what is free',
    charger([AC], { price_per_kwh: null, price_per_session: null }),
    null,
    60,
    '0.00',
    22,
    22,
    'charger',
  ],
  [
    'a currency without cents',
    charger([AC], { currency: 'JPY', price_per_kwh: '30' }),
    null,
    60,
    '661',
    22,
    22,
    'charger',
  ],
] as const)('reckons with %s', (_what, at, by, minutes, amount, kwh, kw, limit) => {
  const found = estimate(at, by, minutes)
  expect(found).toMatchObject({ cost: { amount }, kwh, kw, by: limit })
})
