/** QR codes (ISO/IEC 18004) as drawings: modules become one SVG path. */

/** Light modules around a code, without which readers do not find it. */
export const QUIET = 4

/** The dark modules as a path of runs along each row, `QUIET` modules in from the left and the top. */
export function modulePath(rows: readonly (readonly boolean[])[]): string {
  return rows
    .map((row, y) =>
      runs(row)
        .map(([x, n]) => runPath(x + QUIET, y + QUIET, n))
        .join(''),
    )
    .join('')
}

const runPath = (x: number, y: number, length: number) => `M${x} ${y}h${length}v1h-${length}z`

function runs(row: readonly boolean[]): [start: number, length: number][] {
  const found: [number, number][] = []
  row.forEach((isDark, x) => {
    const last = found.at(-1)
    if (!isDark) return
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1
    else found.push([x, 1])
  })
  return found
}
