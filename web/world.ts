/** The outlines of the world as vector tiles of our own: no tile server is asked. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Feature, Geometry } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, MultiPolygon, Topology } from 'topojson-specification'
import type { Plugin } from 'vite'
import { unrolled } from './rings'
import { FINEST_ZOOM, tilesOf } from './tiles'

const MODULE = 'virtual:world'
const RESOLVED = `\0${MODULE}`
const FOLDER = 'assets/world-'

type World = Topology<{ land: GeometryCollection; countries: GeometryCollection }>

/** The tiles by "zoom/x/y", and the folder in which they are served: its name changes with what is in them. */
interface Cut {
  folder: string
  tiles: ReadonlyMap<string, Uint8Array>
}

/** `import { tiles, finestZoom } from 'virtual:world'`: what a vector source of MapLibre needs to know. */
export function world(): Plugin {
  let cut: Cut | null = null
  const made = () => {
    cut ??= cutWorld()
    return cut
  }
  return {
    name: 'world',
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      return `export const tiles = '/${made().folder}/{z}/{x}/{y}.pbf', finestZoom = ${FINEST_ZOOM}`
    },
    generateBundle() {
      const { folder, tiles } = made()
      for (const [name, source] of tiles)
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}.pbf`, source })
    },
    configureServer(server) {
      server.middlewares.use((request, answer, next) => {
        if (!request.url?.startsWith(`/${FOLDER}`)) return next()
        const { folder, tiles } = made()
        answer.end(tiles.get(request.url.slice(`/${folder}/`.length).replace(/\.pbf$/, '')))
      })
    },
  }
}

function cutWorld(): Cut {
  const tiles = tilesOf(outlines())
  const hash = createHash('sha256')
  for (const tile of tiles.values()) hash.update(tile)
  return { folder: `${FOLDER}${hash.digest('hex').slice(0, 8)}`, tiles }
}

function outlines() {
  const file = createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')
  const atlas = JSON.parse(readFileSync(file, 'utf8')) as World
  const land = (atlas.objects.land.geometries as MultiPolygon[]).flatMap(
    (object) => feature(atlas, object).geometry.coordinates,
  )
  return {
    land: shaped({ type: 'MultiPolygon', coordinates: land.map((rings) => rings.map(unrolled)) }),
    borders: shaped(mesh(atlas, atlas.objects.countries, (a, b) => a !== b)),
  }
}

function shaped(geometry: Geometry): Feature {
  return { type: 'Feature', properties: {}, geometry }
}
