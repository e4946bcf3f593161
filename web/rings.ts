/** Rings of a map that is cut along the antimeridian, as whoever draws them flat needs them. */

type Point = readonly number[]

const WORLD = 360
const POLE = 90

/**
 * A ring whose points follow each other without a jump from one edge of the map to the other: beyond 180 degrees where
 * it crosses the antimeridian. One that winds around a pole is closed along it.
 */
export function unrolled(ring: readonly Point[]): number[][] {
  let turns = 0
  let before = ring[0]?.[0] ?? 0
  const points = ring.map(([longitude = 0, latitude = 0]) => {
    turns -= Math.round((longitude - before) / WORLD)
    before = longitude
    return [longitude + turns * WORLD, latitude]
  })
  return centred(turns === 0 ? points : closedAtPole(points))
}

function closedAtPole(points: number[][]): number[][] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return points
  const pole = (first[1] ?? 0) < 0 ? -POLE : POLE
  return [...points, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first]
}

/** In the copy of the world in which most maps begin. */
function centred(points: number[][]): number[][] {
  const longitudes = points.map(([longitude = 0]) => longitude)
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2
  const away = Math.round(middle / WORLD) * WORLD
  return points.map(([longitude = 0, latitude = 0]) => [longitude - away, latitude])
}
