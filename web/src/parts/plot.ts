/** Loaded only when a chart is shown: the drawing library and how our charts look. */
import 'uplot/dist/uPlot.min.css'
import UPlot from 'uplot'

export interface Drawing {
  shape: 'line' | 'bars'
  /** Moments in Unix seconds for lines; 0, 1, 2, … for bars. */
  x: readonly number[]
  /** One row for each line; at most two of bars. Null: not known. */
  rows: readonly (readonly (number | null)[])[]
  /** What stands at the axes. */
  xTick: (x: number) => string
  yTick: (y: number) => string
  /** The point under the pointer; null once it has left. */
  onPoint: (index: number | null) => void
}

export interface Plot {
  /** Shows what was added, without drawing all anew. */
  put: (x: Drawing['x'], rows: Drawing['rows']) => void
  remove: () => void
}

const HEIGHT = 180
/** Seconds between the marks of a time axis: from a minute to a day. */
const STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * 60)

/** Draws into `place`, as wide as it is, in the colours of now. */
export function draw(place: HTMLElement, drawing: Drawing): Plot {
  const { shape, x, rows, xTick, yTick, onPoint } = drawing
  const style = getComputedStyle(place)
  const colour = (token: string) => style.getPropertyValue(token).trim()
  const axis: UPlot.Axis = {
    stroke: colour('--muted'),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { show: false },
  }
  const isBars = shape === 'bars'
  const plot = new UPlot(
    {
      width: place.clientWidth,
      height: HEIGHT,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false, setScale: false } },
      scales: {
        x: { time: false, ...(isBars ? { range: (_, min, max) => [min - 0.5, max + 0.5] } : {}) },
        y: { range: (_, least, most) => [Math.min(0, least * 1.1), Math.max(most * 1.1, 0.1)] },
      },
      axes: [
        {
          ...axis,
          incrs: isBars ? [1, 2, 3, 6] : STEPS,
          values: (_, marks) => marks.map(xTick),
          grid: { show: false },
          space: 56,
          size: 28,
        },
        { ...axis, values: (_, marks) => marks.map(yTick), size: widthOf, gap: 6 },
      ],
      series: [{}, ...rows.map((_, row) => look(row, rows.length, isBars, colour))],
      hooks: { setCursor: [(u) => onPoint(u.cursor.idx ?? null)] },
    },
    aligned(x, rows),
    place,
  )
  const resized = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: HEIGHT }))
  resized.observe(place)
  return {
    put: (later, values) => plot.setData(aligned(later, values)),
    remove: () => {
      resized.disconnect()
      plot.destroy()
    },
  }
}

const aligned = (x: Drawing['x'], rows: Drawing['rows']): UPlot.AlignedData => [
  [...x],
  ...rows.map((row) => [...row]),
]

const COLOURS = ['--accent', '--good', '--warn']

/** Lines are told apart by their dashes, bars by their place, both by their colour. */
function look(row: number, of: number, isBars: boolean, colour: (token: string) => string): UPlot.Series {
  const stroke = colour(COLOURS[row % COLOURS.length] ?? '--accent')
  if (isBars) {
    const align = of === 1 ? 0 : row === 0 ? -1 : 1
    const paths = UPlot.paths.bars?.({ size: [0.7 / of, 48], align, radius: 0.1 })
    return { stroke, fill: stroke, width: 0, points: { show: false }, ...(paths ? { paths } : {}) }
  }
  return {
    stroke,
    width: 2,
    spanGaps: true,
    points: { show: false },
    ...(of === 1 ? { fill: colour('--accent-soft') } : {}),
    ...(row > 0 ? { dash: [6, 4 + row] } : {}),
  }
}

/** As wide as its longest mark. */
function widthOf(plot: UPlot, marks: string[] | null, at: number): number {
  const font = plot.axes[at]?.font
  plot.ctx.font = String(Array.isArray(font) ? font[0] : font)
  const longest = Math.max(0, ...(marks ?? []).map((mark) => plot.ctx.measureText(mark).width))
  return Math.ceil(longest / devicePixelRatio) + 10
}
