import { useState } from 'preact/hooks'
import { chargers } from '../api/client'
import type { Near, NearQuestion } from '../api/sharing-types'
import type { Booking } from '../api/types'
import { useAction } from '../lib/hooks'
import { addMinutes } from '../lib/time'
import { NearRow } from '../parts/near-row'
import { Empty } from '../parts/states'
import { counted, fill, words } from '../words'
import { type Found, MOST_KM } from './map-search'

const w = words('map')

/** The chargers within the map, free at the asked time or not, to book at once. */
export function FreeList({ found }: { found: Found & { kind: 'free' } }) {
  const { asked, items, truncated, isNarrowed } = found
  const free = items.filter((near) => near.is_free).length
  return (
    <>
      <p class="muted small-print" role="status">
        {items.length > 0 && counted(truncated ? w.freeOfCut : w.freeOf, items.length, { free })}
        {items.length === 0 && w.noChargers}
      </p>
      {isNarrowed && (
        <p class="muted small-print">
          {fill(w.onlyNear, { distance: fill(w.distance, { distance: MOST_KM }) })}
        </p>
      )}
      {items.length === 0 && (
        <Empty title={w.noChargers}>
          <p>{w.noChargersHint}</p>
        </Empty>
      )}
      <ul class="rows cards">
        {[...items].sort(byUse).map((near) => (
          <One
            key={`${near.charger_id} ${asked.start_date_time} ${asked.duration_minutes}`}
            near={near}
            asked={asked}
          />
        ))}
      </ul>
    </>
  )
}

/** What can be booked first, then what is free; nearest first within each. */
function byUse(a: Near, b: Near): number {
  const use = (near: Near) => (near.may_book ? 0 : near.is_free ? 1 : 2)
  return use(a) - use(b) || a.distance_km - b.distance_km
}

function One({ near, asked }: { near: Near; asked: NearQuestion }) {
  const { start_date_time: start, duration_minutes: minutes } = asked
  const [booked, setBooked] = useState<Booking | null>(null)
  const book = useAction(async () =>
    setBooked(
      await chargers.book(near.charger_id, {
        start_date_time: start,
        end_date_time: addMinutes(start, minutes),
      }),
    ),
  )
  return <NearRow near={near} start={start} minutes={minutes} booked={booked} book={book} />
}
