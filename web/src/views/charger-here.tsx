import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { chargers } from '../api/client'
import type { Rules } from '../api/policy'
import { availability, series, terms } from '../api/sharing'
import type { ChargerTerms, FreeDay, SeriesMade } from '../api/sharing-types'
import type { Booking } from '../api/types'
import { startCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useSettled } from '../lib/hooks'
import { type Repeat, ruleOf } from '../lib/repeat'
import { type Period, suggestion } from '../lib/slots'
import { instantOf, iso } from '../lib/time'
import { type CardProps, ChargerCard } from '../parts/charger-card'
import type { Wanted } from '../parts/wait-form'
import { go } from '../router'
import { loginState } from '../store'

type Shown = Pick<
  CardProps,
  'charger' | 'name' | 'day' | 'today' | 'schedule' | 'session' | 'cars' | 'carId' | 'now' | 'onCar' | 'onDay'
>

interface Props extends Shown {
  policy: Rules | null
  /** What of the day can still be booked. */
  free: FreeDay | null
  isWeek: boolean
  /** A time that somebody comes with. */
  suggested: Period | null
  /** Whether a time that the page suggests is asked about too, not only one that was chosen. */
  asksAtOnce: boolean
  onWait: (wanted: Wanted) => void
  /** A time that was chosen by hand, and is still meant a moment later; null: none is any more. */
  onChosen: (chosen: Period | null) => void
  onChanged: () => void
}

const WEEK = 7
const MORNING = '08:00'

/** One charger of a station's page: booking once or weekly, starting, and whether a time is possible. */
export function ChargerHere({
  policy,
  free,
  isWeek,
  suggested,
  asksAtOnce,
  onWait,
  onChosen,
  onChanged,
  ...rest
}: Props) {
  const { charger, day, today, schedule, carId, now } = rest
  const id = charger.charger_id
  const gone = useGone()
  const [chosen, setChosen] = useState<Period | null>(null)
  const [isByHand, setByHand] = useState(false)
  const [repeat, setRepeat] = useState<Repeat | null>(null)
  const [booked, setBooked] = useState<Booking | null>(null)
  const [made, setMade] = useState<SeriesMade | null>(null)
  const [step, setStep] = useState('')
  const carField = carId === '' ? {} : { car_id: carId }
  const slots = {
    grid_minutes: schedule?.grid_minutes ?? 15,
    min_duration_minutes: policy?.min_duration_minutes ?? null,
    max_duration_minutes: policy?.max_duration_minutes ?? null,
  }

  const taken = useRef(false)
  useLayoutEffect(() => {
    if (free === null || free.date !== day || policy === null || !charger.bookable) return
    const isFirst = !taken.current && suggested !== null
    taken.current = true
    const from = day === today ? iso(now) : instantOf(day, MORNING, charger.time_zone)
    const stretches = free.free.map((part) => ({ start: part.start_date_time, end: part.end_date_time }))
    setChosen(isFirst ? suggested : suggestion(stretches, slots, from))
    setByHand(isFirst)
  }, [free?.date, day, policy !== null, charger.bookable])

  const from = isWeek ? day : today
  const isNeeded = isWeek || (day === today && free?.free.length === 0)
  const ahead = useLoad(
    `${id} ${from} ${isNeeded}`,
    async () => (isNeeded ? (await availability.ofCharger(id, from, WEEK)).days : null),
    { live: isNeeded ? [`station:${charger.station_id}`] : [] },
  )
  const days = ahead.loaded.data
  const later = days?.find((one) => one.free.length > 0) ?? days?.[0] ?? null
  const soon = day !== today ? null : free !== null && free.free.length > 0 ? free : later

  const isAsked = loginState.value === 'in' && charger.bookable && (isByHand || asksAtOnce)
  const wished = useSettled(isAsked && chosen ? { ...wishOf(chosen), ...carField } : null)
  const wish = useLoad(JSON.stringify(wished), async () =>
    wished === null ? null : await terms.of(id, wished),
  )
  const settled = useSettled(isByHand ? chosen : null)
  const isKept = useRef(false)
  useEffect(() => {
    if (settled !== null || isKept.current) onChosen(settled)
    isKept.current = settled !== null
  }, [settled])

  const told = useRef<ChargerTerms | null>(null)
  told.current = wish.loaded.data ?? told.current

  const book = useAction(async (period: Period) => {
    setBooked(null)
    setMade(null)
    const fields = { ...wishOf(period), ...carField }
    if (repeat === null) setBooked(await chargers.book(id, fields))
    else {
      const rrule = ruleOf(repeat)
      if (rrule === null) return
      setMade(await series.make(id, { ...fields, rrule, all_or_none: repeat.allOrNone }))
      setRepeat(null)
    }
    setChosen(null)
    onChosen(null)
    ahead.reload()
    onChanged()
  })
  const start = useAction(async () => {
    try {
      go(`/sessions/${await startCharge(id, carId || undefined, setStep, gone)}`)
    } finally {
      setStep('')
    }
  })
  return (
    <ChargerCard
      {...rest}
      slots={slots}
      soon={soon}
      week={isWeek ? (days ?? []) : null}
      booked={booked}
      series={made}
      chosen={chosen}
      wish={wish}
      terms={told.current}
      repeat={repeat}
      book={book}
      start={start}
      step={step}
      onChoose={(period) => {
        setChosen(period)
        setByHand(true)
      }}
      onRepeat={setRepeat}
      onWait={(period) => onWait({ chargerId: id, period })}
    />
  )
}

function wishOf(period: Period) {
  return { start_date_time: period.start, end_date_time: period.end }
}
