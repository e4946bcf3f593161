import { useState } from 'preact/hooks'
import { bookings, chargers, me, stations } from '../api/client'
import { Problem } from '../api/http'
import { series } from '../api/sharing'
import type { Booking, Car } from '../api/types'
import { startCharge } from '../lib/charging'
import { useFocusKept } from '../lib/focus'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { calendarFile } from '../lib/ics'
import { usePages } from '../lib/pages'
import { saveFile } from '../lib/save-file'
import type { Period } from '../lib/slots'
import { dayOf } from '../lib/time'
import { draftOf } from '../lib/unsaved'
import { chargerLabel, wholeAddress } from '../lib/words'
import { BookingRow, changeDraft } from '../parts/booking-row'
import { BookingTabs } from '../parts/booking-tabs'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { go, search } from '../router'
import { say } from '../store'
import { counted, fill, words, woven } from '../words'
import { MyWaits } from './my-waits'
import { Offers } from './offers'

const w = words('visits')

export function Bookings() {
  const asked = search.value.get('when')
  const when = asked === 'past' || asked === 'waiting' ? asked : 'upcoming'
  const [turn, setTurn] = useState(0)
  return (
    <Page title={w.myBookings}>
      <Offers onTaken={() => setTurn(turn + 1)} />
      <BookingTabs here={when} />
      {when === 'waiting' ? <MyWaits key={turn} /> : <List key={`${when} ${turn}`} when={when} />}
    </Page>
  )
}

function List({ when }: { when: 'upcoming' | 'past' }) {
  const pages = usePages(when, (cursor) => me.bookings(when, cursor), { live: ['me'] })
  const cars = useLoad('cars', async () => (await me.cars()).items)
  const now = useNow(30_000)
  useFocusKept(pages.load.loaded.data?.length)
  return (
    <>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={when === 'past' ? w.noPastBookings : w.noBookings}>
              <a class="button primary" href="/">
                {w.findCharger}
              </a>
            </Empty>
          ) : (
            <ul class="rows cards">
              {list.map((booking) => (
                <One
                  key={booking.booking_id}
                  booking={booking}
                  now={now}
                  cars={cars.loaded.data ?? []}
                  onChanged={pages.load.reload}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
      {when === 'upcoming' && (
        <p class="muted small-print">
          {woven(w.calendarHint, { link: <a href="/me/calendar">{w.calendarLink}</a> })}
        </p>
      )}
    </>
  )
}

interface OneProps {
  booking: Booking
  now: Date
  cars: readonly Car[]
  onChanged: () => void
}

function One({ booking, now, cars, onChanged }: OneProps) {
  const gone = useGone()
  const [step, setStep] = useState('')
  const [isChanging, setChanging] = useState(
    () => booking.may_change && draftOf(changeDraft(booking)) !== null,
  )
  const day = useLoad(isChanging ? booking.charger_id : '', async () =>
    isChanging
      ? await chargers.day(booking.charger_id, dayOf(booking.start_date_time, booking.time_zone))
      : null,
  )
  const cancel = useAction(async () => {
    await bookings.cancel(booking.booking_id)
    say(w.bookingCancelled)
    onChanged()
  })
  const cancelLater = useAction(async () => {
    if (booking.series_id === null) return
    const { canceled, refused } = await series.cancel(booking.series_id, booking.booking_id)
    say(counted(w.bookingsCancelled, canceled.length))
    onChanged()
    if (refused.length > 0) throw new Problem(409, { code: 'some_stay', detail: w.theseStay, refused })
  })
  const change = useAction(async (period: Period, carId: string, done: () => void) => {
    await bookings.change(booking.booking_id, {
      start_date_time: period.start,
      end_date_time: period.end,
      ...(carId === '' ? {} : { car_id: carId }),
    })
    done()
    setChanging(false)
    say(w.bookingChanged)
    onChanged()
  })
  const start = useAction(async () => {
    try {
      go(`/sessions/${await startCharge(booking.charger_id, booking.car_id ?? undefined, setStep, gone)}`)
    } finally {
      setStep('')
    }
  })
  const [isGoing, setGoing] = useState(false)
  const place = useLoad(isGoing ? booking.station_id : '', async () =>
    isGoing ? await stations.one(booking.station_id) : null,
  )
  const keep = useAction(async () => {
    const station = await stations.one(booking.station_id)
    const where = [booking.station_name, chargerLabel(booking.charger_name)].filter(Boolean).join(', ')
    const entry = {
      booking_id: booking.booking_id,
      start: booking.start_date_time,
      end: booking.end_date_time,
      summary: fill(w.chargingAt, { place: where }),
      location: wholeAddress(station),
      position: station,
      url: `${location.origin}/bookings`,
    }
    const file = new Blob([calendarFile(entry, new Date())], { type: 'text/calendar' })
    saveFile(`plugnexus-${booking.booking_id}.ics`, file)
  })
  return (
    <BookingRow
      booking={booking}
      now={now}
      cars={cars}
      step={step}
      gridMinutes={day.loaded.data?.grid_minutes ?? 15}
      isChanging={isChanging}
      onChanging={setChanging}
      cancel={cancel}
      cancelLater={cancelLater}
      change={change}
      start={start}
      keep={keep}
      place={place}
      isGoing={isGoing}
      onGoing={setGoing}
    />
  )
}
