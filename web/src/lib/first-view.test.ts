import { expect, it } from 'vitest'
import type { MapAnswer, Station } from '../api/types'
import { firstView, WORLD } from './first-view'
import type { MapView } from './geo'

const answer = (clusters: MapAnswer['clusters'], stations: [number, number][] = []): MapAnswer => ({
  clusters,
  stations: stations.map(([latitude, longitude]) => ({ latitude, longitude }) as Station),
  truncated: false,
})

function asking(...answers: MapAnswer[]) {
  const asked: (MapView | 'mine')[] = []
  const ask = async (view: MapView, mine?: true) => {
    asked.push(mine === true ? 'mine' : view)
    return answers[asked.length - 1] ?? answer([])
  }
  return { asked, ask }
}

const NEARBY = { latitude: 48.125, longitude: 7.75, count: 1 }
const FREIBURG = { latitude: 48, longitude: 7.75, count: 3 }
const VIENNA = { latitude: 48.2, longitude: 16.4, count: 12 }

it('looks closely where all clusters are about one place, and shows all its stations', async () => {
  const { asked, ask } = asking(
    answer([FREIBURG, NEARBY]),
    answer(
      [],
      [
        [47.9, 7.7],
        [48.1, 7.9],
      ],
    ),
  )

  const first = await firstView(ask, false, null)

  expect(asked).toEqual([WORLD, { bounds: { west: 7.5, south: 47.75, east: 8, north: 48.375 }, zoom: 10 }])
  expect(first?.view.bounds).toEqual({ west: 7.7, south: 47.9, east: 7.9, north: 48.1 })
})

it('shows all clusters where there are several', async () => {
  const { asked, ask } = asking(answer([FREIBURG, VIENNA]))

  const first = await firstView(ask, false, null)

  expect(asked).toEqual([WORLD])
  expect(first?.view.bounds).toEqual({ west: 7.75, south: 48, east: 16.4, north: 48.2 })
})

it('stays at the cluster when looking closely finds nothing', async () => {
  const first = await firstView(asking(answer([FREIBURG]), answer([])).ask, false, null)

  expect(first?.view.bounds).toEqual({ west: 7.75, south: 48, east: 7.75, north: 48 })
})

it('has nowhere to open in an empty world', async () => {
  expect(await firstView(asking(answer([])).ask, false, null)).toBeNull()
})

it('shows members where their own networks are, however many stations there are elsewhere', async () => {
  const { asked, ask } = asking(answer([FREIBURG]), answer([], [[47.9, 7.7]]))

  const first = await firstView(ask, true, null)

  expect(asked).toEqual(['mine', 'mine'])
  expect(first?.view.bounds).toEqual({ west: 7.7, south: 47.9, east: 7.7, north: 47.9 })
})

it('shows the world to members whose networks have no station yet', async () => {
  const { asked, ask } = asking(answer([]), answer([FREIBURG, VIENNA]))

  const first = await firstView(ask, true, null)

  expect(asked).toEqual(['mine', WORLD])
  expect(first?.view.bounds).toEqual({ west: 7.75, south: 48, east: 16.4, north: 48.2 })
})

it('comes back to where members without stations were, until there is one', async () => {
  const kept = { bounds: { west: 1, south: 2, east: 3, north: 4 }, zoom: 12 }
  const { asked, ask } = asking(answer([]), answer([VIENNA]))

  const before = await firstView(ask, true, kept)
  const after = await firstView(asking(answer([FREIBURG]), answer([], [[47.9, 7.7]])).ask, true, kept)

  expect(asked).toEqual(['mine', kept])
  expect(before).toEqual({ view: kept, answer: answer([VIENNA]), isMine: false })
  expect(after?.view.bounds).toEqual({ west: 7.7, south: 47.9, east: 7.7, north: 47.9 })
})
