import type { Reading } from '../api/types'
import { clockWords, instantWords } from '../lib/time'
import { kw } from '../lib/words'
import { fill, words } from '../words'
import { Chart } from './chart'

const w = words('visits')

/** Power over time, on the clocks of `zone`; nothing until there are two readings of it. */
export function PowerCurve({ readings, zone }: { readings: readonly Reading[]; zone: string }) {
  const points = readings.flatMap((r) =>
    r.power_kw === null ? [] : [{ at: Date.parse(r.at) / 1000, power: r.power_kw }],
  )
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined || last.at === first.at) return null
  const moment = (at: number) => new Date(at * 1000)
  return (
    <Chart
      caption={w.power}
      summary={fill(w.powerMost, { power: kw(Math.max(...points.map((p) => p.power))) })}
      shape="line"
      head={w.time}
      x={points.map((p) => p.at)}
      name={(at) => instantWords(moment(at), zone)}
      tick={(at) => clockWords(moment(at), zone)}
      rows={[{ label: w.power, values: points.map((p) => p.power), words: kw }]}
    />
  )
}
