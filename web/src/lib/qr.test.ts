import { encode } from 'uqr'
import { expect, it } from 'vitest'
import { modulePath, QUIET } from './qr'

it('joins the dark modules of a row, within the quiet border', () => {
  expect(QUIET).toBe(4)
  expect(modulePath([[true, true, false, true], [false], [true]])).toBe(
    'M4 4h2v1h-2zM7 4h1v1h-1zM4 6h1v1h-1z',
  )
})

it('draws exactly the dark modules of a code', () => {
  const { data } = encode('https://example.org/c/1', { border: 0 })
  const drawn = [...modulePath(data).matchAll(/M(\d+) (\d+)h(\d+)/g)].flatMap(([, x, y, n]) =>
    Array.from({ length: Number(n) }, (_, i) => `${Number(x) - QUIET + i} ${Number(y) - QUIET}`),
  )
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`${x} ${y}`] : [])))
  expect(drawn).toEqual(dark)
})
