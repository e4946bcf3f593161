import type { Station } from '../api/types'
import { priceWords } from '../lib/money'
import { connectorName, kw, stationWords } from '../lib/words'
import { fill, words } from '../words'
import { Badge } from './icons'

const w = words('map')

/** A station in a list: its name leads to its page. */
export function StationRow({ station }: { station: Station }) {
  const state = stationWords(station)
  return (
    <li class="row linked">
      <div class="row-main">
        <a class="row-link" href={`/stations/${station.station_id}`}>
          {station.name}
        </a>
        <span class="muted">{station.network_name}</span>
        <span class="muted">{plugsOf(station)}</span>
        {state.bookable && <span class="small-print">{w.youCanBook}</span>}
      </div>
      <Badge
        state={{ ...state, tone: state.bookable && state.tone === 'free' ? 'free' : softened(state.tone) }}
      />
    </li>
  )
}

function softened(tone: ReturnType<typeof stationWords>['tone']) {
  return tone === 'free' ? 'quiet' : tone
}

function plugsOf(station: Station): string {
  const plugs = station.chargers.flatMap((c) => c.connectors)
  const names = [...new Set(plugs.map((p) => connectorName(p.standard)))]
  const most = Math.max(0, ...plugs.map((p) => p.max_kw))
  const prices = [...new Set(station.chargers.map((c) => priceWords(c.tariff)))]
  const price = prices.length === 1 ? prices[0] : ''
  return [names.join(', '), most > 0 ? fill(w.upTo, { power: kw(most) }) : '', price]
    .filter(Boolean)
    .join(' · ')
}
