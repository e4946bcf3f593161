import { useState } from 'preact/hooks'
import { networks, stations } from '../api/client'
import { calendars } from '../api/sharing'
import type { Station } from '../api/types'
import { type Span, shownDays, spanLater } from '../lib/calendar-days'
import { useLoad, useNow } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { dayOf, HERE } from '../lib/time'
import { chargerName } from '../lib/words'
import { CalendarBar } from '../parts/calendar-bar'
import { type CalendarRow, CalendarTable } from '../parts/calendar-table'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

/** Who has which of a network's chargers, and when. */
export function NetworkCalendar({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <OfNetwork id={id} />}</NetworkPage>
}

/** The same of one station. */
export function StationCalendar({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  const name = load.loaded.data?.name
  return (
    <Page
      title={name === undefined ? w.calendarTitle : fill(w.calendarOf, { name })}
      back={{ href: `/stations/${id}`, label: name ?? w.station }}
      size="wide"
    >
      <Shown load={load}>{(station) => <Calendar stations={[station]} />}</Shown>
    </Page>
  )
}

function OfNetwork({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => networks.stations(id, cursor))
  return (
    <section>
      <h2>{w.calendarTitle}</h2>
      <Shown load={pages.load}>{(list) => <Calendar stations={list} />}</Shown>
      <More more={pages.more} />
    </section>
  )
}

function Calendar({ stations: all }: { stations: readonly Station[] }) {
  const now = useNow(60_000)
  const today = dayOf(now, all[0]?.time_zone ?? HERE)
  const [day, setDay] = useState(today)
  const [span, setSpan] = useState<Span>('day')
  const [only, setOnly] = useState('')
  const shown = all.filter((station) => only === '' || station.station_id === only)
  const days = shownDays(day, span)
  const load = useLoad(
    JSON.stringify([days, shown.map((station) => station.station_id)]),
    () => rowsOf(shown, days),
    { live: shown.slice(0, WATCHED).map((station) => `station:${station.station_id}`) },
  )
  if (all.every((station) => station.chargers.length === 0)) return <Empty title={w.noChargers} />
  return (
    <>
      <CalendarBar
        day={day}
        today={today}
        span={span}
        station={only}
        stations={all}
        onDay={setDay}
        onSpan={setSpan}
        onStation={setOnly}
        onStep={(count) => setDay(spanLater(day, span, count))}
      />
      <Shown load={load}>
        {(rows) => <CalendarTable caption={w.calendarTitle} days={days} chosen={day} now={now} rows={rows} />}
      </Shown>
    </>
  )
}

/** Fewer than a page may watch, which has more to watch than this. */
const WATCHED = 20

async function rowsOf(all: readonly Station[], days: readonly string[]): Promise<CalendarRow[]> {
  const found = await Promise.all(
    all
      .filter((station) => station.chargers.length > 0)
      .map(async (station) => {
        const told = await calendars.ofStation(station.station_id, days[0] ?? '', days.length)
        return told.chargers.map((charger, i) => ({
          charger_id: charger.charger_id,
          charger: chargerName({ name: charger.charger_name }, i),
          station: station.name,
          zone: told.time_zone,
          days: charger.days,
        }))
      }),
  )
  return found.flat()
}
