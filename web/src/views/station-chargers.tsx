import { useEffect, useRef, useState } from 'preact/hooks'
import { chargers, me } from '../api/client'
import type { Policy } from '../api/policy'
import { availability } from '../api/sharing'
import type { FreeDay } from '../api/sharing-types'
import type { Car, ChargerDay, Station } from '../api/types'
import { useLoad, useNow } from '../lib/hooks'
import type { Period } from '../lib/slots'
import { stationPath, suggestedIn } from '../lib/suggested'
import { clockOf, clockWords, dayOf, HERE, minutesBetween, zoneName } from '../lib/time'
import { chargerName } from '../lib/words'
import { DayPicker } from '../parts/day-picker'
import { Empty, Failure, Loading } from '../parts/states'
import type { Wanted } from '../parts/wait-form'
import { go, place, search } from '../router'
import { fill, words } from '../words'
import { ChargerHere } from './charger-here'

const w = words('station')

interface Props {
  station: Station
  policy: Policy | null
  cars: readonly Car[]
  onWait: (wanted: Wanted) => void
  onChanged: () => void
}

/** With so few chargers, whether each can be booked is asked before anybody chooses a time. */
const FEW = 4

/** The chargers of a station on a day that is chosen for all of them. */
export function StationChargers({ station, policy, cars, onWait, onChanged }: Props) {
  const now = useNow(30_000)
  const zone = station.time_zone
  const today = dayOf(now, zone)
  const [suggested] = useState(() => suggestedIn(search.value, now))
  const [day, setDay] = useState(() => firstDay(today, suggested && dayOf(suggested.period.start, zone)))
  const [isWeek, setWeek] = useState(false)
  const [carId, setCarId] = useState('')
  const ids = station.chargers.map((c) => c.charger_id)
  const live = { live: [`station:${station.station_id}`] }
  const days = useLoad(`${ids} ${day}`, () => daysOf(ids, day), live)
  const free = useLoad(`${ids} ${day}`, () => freeOf(station.station_id, day), live)
  const isMember = station.chargers.some((charger) => charger.bookable)
  const running = useLoad(
    `${isMember}`,
    async () => (isMember ? (await me.sessions('ACTIVE')).items : []),
    isMember ? { live: ['me'] } : {},
  )
  const elsewhere = clockOf(now, zone) !== clockOf(now, HERE)
  const section = useRef<HTMLElement>(null)

  const isKnown = useRef(false)
  isKnown.current ||= [days, free, running].every(({ loaded }) => loaded.state !== 'loading')
  const isShown = days.loaded.state === 'ready' && isKnown.current
  useEffect(() => {
    const card = section.current?.querySelector(`[data-testid="charger-${suggested?.chargerId}"]`)
    if (isShown && ids.indexOf(suggested?.chargerId ?? '') > 0) card?.scrollIntoView({ block: 'start' })
  }, [isShown])

  if (ids.length === 0) return <Empty title={w.noChargers} />
  return (
    <section aria-label={w.chargers} ref={section}>
      <div class="day-bar">
        <DayPicker day={day} today={today} isWeek={isWeek} onDay={setDay} onWeek={setWeek} />
        {elsewhere && (
          <p class="muted small-print">
            {fill(w.stationTime, { zone: zoneName(now, zone), clock: clockWords(now, zone) })}
          </p>
        )}
      </div>
      {days.loaded.problem && <Failure problem={days.loaded.problem} onRetry={days.reload} />}
      {days.loaded.state === 'loading' && isKnown.current && <Loading />}
      <div class={isKnown.current ? 'chargers' : 'chargers to-come'}>
        {!isKnown.current && <Loading />}
        {(isKnown.current ? station.chargers : []).map((charger, i) => (
          <ChargerHere
            key={charger.charger_id}
            charger={charger}
            name={chargerName(charger, i)}
            policy={policy}
            day={day}
            today={today}
            isWeek={isWeek}
            schedule={days.loaded.data?.[charger.charger_id] ?? null}
            free={free.loaded.data?.[charger.charger_id] ?? null}
            session={running.loaded.data?.find((one) => one.charger_id === charger.charger_id) ?? null}
            suggested={suggested?.chargerId === charger.charger_id ? suggested.period : null}
            cars={cars}
            carId={carId}
            now={now}
            asksAtOnce={ids.length <= FEW}
            onCar={setCarId}
            onDay={(chosen) => {
              setDay(chosen)
              setWeek(false)
            }}
            onWait={onWait}
            onChosen={(period) => go(addressOf(station.station_id, charger.charger_id, period), REPLACED)}
            onChanged={() => {
              days.reload()
              free.reload()
              onChanged()
            }}
          />
        ))}
      </div>
    </section>
  )
}

const REPLACED = { replace: true }

/** A chosen time stands in the page's address: it is still there when the page is loaded anew. */
function addressOf(stationId: string, chargerId: string, chosen: Period | null): string {
  if (chosen === null) return place.value.path
  return stationPath(stationId, chargerId, chosen.start, minutesBetween(chosen.start, chosen.end))
}

/** The day of a suggestion, or that in the address, unless it is over; today otherwise. */
function firstDay(today: string, suggested: string | null): string {
  const asked = suggested ?? search.value.get('date') ?? ''
  return /^\d{4}-\d{2}-\d{2}$/.test(asked) && asked >= today ? asked : today
}

async function daysOf(ids: readonly string[], day: string): Promise<Record<string, ChargerDay>> {
  const found = await Promise.all(ids.map((id) => chargers.day(id, day)))
  return Object.fromEntries(found.map((schedule) => [schedule.charger_id, schedule]))
}

/** What of a day can still be booked, by charger. */
async function freeOf(stationId: string, day: string): Promise<Record<string, FreeDay | null>> {
  const { chargers: found } = await availability.ofStation(stationId, day)
  return Object.fromEntries(found.map((one) => [one.charger_id, one.days[0] ?? null]))
}
