import { expect, it } from 'vitest'
import { hasPrivateKey } from './pem'

it.each([
  ['-----BEGIN PRIVATE KEY-----\nMII=', true],
  ['-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----', true],
  ['-----begin encrypted private  key-----', true],
  ['-----BEGIN CERTIFICATE-----\nMII=', false],
  ['-----BEGIN PUBLIC KEY-----\nMII=', false],
])('in %j is a private key: %s', (pem, has) => {
  expect(hasPrivateKey(pem)).toBe(has)
})
