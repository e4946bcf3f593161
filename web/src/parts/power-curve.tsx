import type { Reading } from '../api/types'
import { kw } from '../lib/words'

/** Power over time as a line; nothing until there are two readings of it. */
export function PowerCurve({ readings }: { readings: readonly Reading[] }) {
  const points = readings.flatMap((r) =>
    r.power_kw === null ? [] : [{ at: Date.parse(r.at), power: r.power_kw }],
  )
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || last.at === first.at) return null
  const most = Math.max(0.1, ...points.map((p) => p.power))
  const x = (at: number) => (((at - first.at) / (last.at - first.at)) * 300).toFixed(1)
  const y = (power: number) => (60 - (power / most) * 56).toFixed(1)
  const line = points.map((p) => `${x(p.at)},${y(p.power)}`).join(' ')
  return (
    <figure class="curve">
      <svg
        viewBox="0 0 300 62"
        preserveAspectRatio="none"
        role="img"
        aria-label={`Power over time, at most ${kw(most)}`}
      >
        <polygon points={`0,60 ${line} 300,60`} class="curve-area" />
        <polyline points={line} class="curve-line" />
      </svg>
      <figcaption class="muted small-print">Power, at most {kw(most)}</figcaption>
    </figure>
  )
}
