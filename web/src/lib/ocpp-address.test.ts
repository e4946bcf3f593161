import { expect, it } from 'vitest'
import { ocppAddress } from './ocpp-address'

it.each([
  ['wss://example.org/ocpp/CP-1', 'CP-1', 'wss://example.org/ocpp', 'wss://example.org/ocpp/CP-1'],
  ['ws://example.org/ocpp/a%20b', 'a b', 'ws://example.org/ocpp', 'ws://example.org/ocpp/a%20b'],
  ['ws://example.org/ocpp', 'CP-1', 'ws://example.org/ocpp', 'ws://example.org/ocpp/CP-1'],
])('%s of %s', (ocpp_url, charge_point_id, typed, whole) => {
  expect(ocppAddress({ ocpp_url, charge_point_id })).toEqual({ typed, whole })
})
