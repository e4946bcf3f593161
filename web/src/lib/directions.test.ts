import { expect, it } from 'vitest'
import { directionsTo } from './directions'

const PLACE = { latitude: 47.9931, longitude: -7.8463 }

it.each([
  ['Mozilla/5.0 (Linux; Android 14; Pixel 8)', 'geo:47.993100,-7.846300?q=47.993100,-7.846300(A%26B)'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)', 'maps:?daddr=47.993100,-7.846300&q=A%26B'],
  ['Mozilla/5.0 (X11; Linux x86_64)', 'https://www.openstreetmap.org/directions?to=47.993100%2C-7.846300'],
])('on %s', (userAgent, address) => {
  expect(directionsTo(PLACE, 'A&B', userAgent)).toBe(address)
})
