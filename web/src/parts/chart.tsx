import '../styles/chart.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLoad } from '../lib/hooks'
import { words } from '../words'
import type { Plot } from './plot'

const w = words('common')

export interface ChartRow {
  label: string
  /** One for each of `x`; null where it is not known. */
  values: readonly (number | null)[]
  /** A value with its unit, for reading. */
  words: (value: number) => string
}

interface Props {
  /** What is shown, in words. */
  caption: string
  /** The same in a sentence, for who does not see it: the most, the sum. */
  summary?: string
  shape: 'line' | 'bars'
  /** Heading of the table's first column. */
  head: string
  /** Moments in Unix seconds for lines; 0, 1, 2, … for bars. Ascending. */
  x: readonly number[]
  /** A point in full ("November 2026"), and as short as it stands at the axis. */
  name: (x: number) => string
  tick: (x: number) => string
  /** All of one unit; at most three lines, or two bars at each point. */
  rows: readonly ChartRow[]
}

/** Figures over time, drawn; the same figures as a table beside. The code that draws comes when it is first shown. */
export function Chart(props: Props) {
  const { caption, summary, shape, head, x, name, rows } = props
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | null>(null)
  const [point, setPoint] = useState<number | null>(null)
  const drawing = useLoad('plot', () => import('./plot'))
  const isDark = useDark()
  const draw = drawing.loaded.data?.draw
  const latest = useRef(props)
  latest.current = props
  const isEmpty = x.length === 0

  useEffect(() => {
    if (draw === undefined || place.current === null || isEmpty) return
    plot.current = draw(place.current, {
      shape,
      x: latest.current.x,
      rows: latest.current.rows.map((row) => row.values),
      xTick: (value) => latest.current.tick(value),
      yTick: (value) => latest.current.rows[0]?.words(value) ?? '',
      onPoint: setPoint,
    })
    return () => {
      plot.current?.remove()
      plot.current = null
    }
  }, [draw, shape, isDark, isEmpty, rows.length, caption])

  useEffect(
    () =>
      plot.current?.put(
        x,
        rows.map((row) => row.values),
      ),
    [JSON.stringify([x, rows.map((row) => row.values)])],
  )

  return (
    <figure class="chart">
      <figcaption>
        {caption}
        {summary && <span class="muted small-print"> {summary}</span>}
      </figcaption>
      {rows.length > 1 && <Legend rows={rows} />}
      <div class="chart-plot" aria-hidden="true" ref={place} />
      <p class="chart-point muted small-print" aria-hidden="true">
        {point !== null && pointWords(point, props)}
      </p>
      <details open={drawing.loaded.state === 'failed'}>
        <summary>{w.asTable}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section class="table-scroll" aria-label={caption} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{head}</th>
                {rows.map((row) => (
                  <th key={row.label} scope="col" class="number">
                    {row.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {x.map((at, i) => (
                <tr key={at}>
                  <th scope="row">{name(at)}</th>
                  {rows.map((row) => (
                    <td key={row.label} class="number">
                      {valueWords(row, i)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}

function Legend({ rows }: { rows: readonly ChartRow[] }) {
  return (
    <ul class="chart-legend small-print" aria-hidden="true">
      {rows.map((row) => (
        <li key={row.label}>{row.label}</li>
      ))}
    </ul>
  )
}

function valueWords(row: ChartRow, index: number): string {
  const value = row.values[index] ?? null
  return value === null ? '–' : row.words(value)
}

function pointWords(index: number, { x, name, rows }: Props): string {
  const at = x[index]
  if (at === undefined) return ''
  const values = rows.map((row) => valueWords(row, index))
  return [name(at), ...values].join(' · ')
}

/** Whether the reader's system asks for dark colours, also when that changes. */
function useDark(): boolean {
  const [isDark, setDark] = useState(() => DARK.matches)
  useEffect(() => {
    const changed = () => setDark(DARK.matches)
    DARK.addEventListener('change', changed)
    return () => DARK.removeEventListener('change', changed)
  }, [])
  return isDark
}

const DARK = matchMedia('(prefers-color-scheme: dark)')
