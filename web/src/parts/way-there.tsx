import type { Station } from '../api/types'
import { directionsTo } from '../lib/directions'
import { addressWords } from '../lib/words'
import { words } from '../words'

const w = words('visits')

/** Where a station is and how one gets in, with a way to the reader's map app. */
export function WayThere({ station }: { station: Station }) {
  return (
    <div class="note way-there">
      <p>{addressWords(station)}</p>
      {station.access_notes !== '' && <p class="muted">{station.access_notes}</p>}
      <a
        class="button small"
        href={directionsTo(station, station.name, navigator.userAgent)}
        rel="noreferrer"
        target="_blank"
      >
        {w.openMap}
      </a>
    </div>
  )
}
