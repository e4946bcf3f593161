/** The outlines of the world as GeoJSON: files that the map's own worker fetches and reads, not the page. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'
import { unrolled } from './rings'

const MODULE = 'virtual:world'
const RESOLVED = `\0${MODULE}`

type World = Topology<{ land: GeometryCollection; countries: GeometryCollection }>

/** `import { land, borders } from 'virtual:world'`: what a GeoJSON source of MapLibre takes as its data. */
export function world(): Plugin {
  let isBuild = false
  return {
    name: 'world',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      const told = Object.entries(outlines()).map(([name, shape]) => {
        const source = JSON.stringify(shape, (_, value: unknown) => rounded(value))
        if (!isBuild) return `export const ${name} = ${source}`
        const file = this.emitFile({ type: 'asset', name: `${name}.json`, source })
        return `export const ${name} = import.meta.ROLLUP_FILE_URL_${file}`
      })
      return told.join('\n')
    },
  }
}

function outlines() {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as World
  const land = (atlas.objects.land.geometries as MultiPolygon[]).flatMap(
    (object) => feature(atlas, object).geometry.coordinates,
  )
  return {
    land: { type: 'MultiPolygon', coordinates: land.map((rings) => rings.map(unrolled)) },
    borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
  }
}

/** Degrees to two places: a kilometre, which is as fine as the atlas is. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
