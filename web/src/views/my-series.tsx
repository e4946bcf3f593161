import { series } from '../api/sharing'
import { useNow } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { seriesEnd, seriesRule } from '../lib/series-words'
import { chargerLabel } from '../lib/words'
import { BookingTabs } from '../parts/booking-tabs'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { words } from '../words'

const w = words('visits')

export function MySeries() {
  const pages = usePages('series', (cursor) => series.mine(cursor), { live: ['me'] })
  const now = useNow(60_000)
  return (
    <Page title={w.myBookings}>
      <BookingTabs here="series" />
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noSeries}>
              <p>{w.noSeriesLead}</p>
            </Empty>
          ) : (
            <ul class="rows" aria-label={w.tabs.series}>
              {list.map((one) => (
                <li key={one.series_id} class="row linked">
                  <div class="row-main">
                    <a class="row-link" href={`/series/${one.series_id}`}>
                      {seriesRule(one)}
                    </a>
                    <span class="muted">
                      {[one.station_name, chargerLabel(one.charger_name), seriesEnd(one)]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </div>
                  {Date.parse(one.ends_at) <= now.getTime() && (
                    <span class="badge quiet">{w.seriesIsOver}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </Page>
  )
}
