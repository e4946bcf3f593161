import { useState } from 'preact/hooks'
import { bookings, chargers, me } from '../api/client'
import { Problem } from '../api/http'
import { series } from '../api/sharing'
import type { Booking, Car } from '../api/types'
import { startCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { counted } from '../lib/policy-words'
import type { Period } from '../lib/slots'
import { dayOf } from '../lib/time'
import { BookingRow } from '../parts/booking-row'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { Tabs } from '../parts/tabs'
import { go, search } from '../router'
import { say } from '../store'
import { MyWaits } from './my-waits'
import { Offers } from './offers'

export function Bookings() {
  const asked = search.value.get('when')
  const when = asked === 'past' || asked === 'waiting' ? asked : 'upcoming'
  const [turn, setTurn] = useState(0)
  return (
    <Page title="My bookings">
      <Offers onTaken={() => setTurn(turn + 1)} />
      <Tabs
        label="Bookings"
        tabs={[
          { href: '/bookings', label: 'Upcoming', isHere: when === 'upcoming' },
          { href: '/bookings?when=waiting', label: 'Waiting', isHere: when === 'waiting' },
          { href: '/bookings?when=past', label: 'Past', isHere: when === 'past' },
        ]}
      />
      {when === 'waiting' ? <MyWaits key={turn} /> : <List key={`${when} ${turn}`} when={when} />}
    </Page>
  )
}

function List({ when }: { when: 'upcoming' | 'past' }) {
  const pages = usePages(when, (cursor) => me.bookings(when, cursor), { live: ['me'] })
  const cars = useLoad('cars', async () => (await me.cars()).items)
  const now = useNow(30_000)
  return (
    <>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={when === 'past' ? 'No past bookings' : 'No bookings yet'}>
              <a class="button primary" href="/">
                Find a charger
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
  const [isChanging, setChanging] = useState(false)
  const day = useLoad(isChanging ? booking.charger_id : '', async () =>
    isChanging
      ? await chargers.day(booking.charger_id, dayOf(booking.start_date_time, booking.time_zone))
      : null,
  )
  const cancel = useAction(async () => {
    await bookings.cancel(booking.booking_id)
    say('The booking is cancelled.')
    onChanged()
  })
  const cancelLater = useAction(async () => {
    if (booking.series_id === null) return
    const { canceled, refused } = await series.cancel(booking.series_id, booking.booking_id)
    say(`${counted(canceled.length, 'booking is', 'bookings are')} cancelled.`)
    onChanged()
    if (refused.length > 0) throw new Problem(409, { code: 'some_stay', detail: 'These stay:', refused })
  })
  const change = useAction(async (period: Period, carId: string) => {
    await bookings.change(booking.booking_id, {
      start_date_time: period.start,
      end_date_time: period.end,
      ...(carId === '' ? {} : { car_id: carId }),
    })
    setChanging(false)
    say('The booking is changed.')
    onChanged()
  })
  const start = useAction(async () => {
    try {
      go(`/sessions/${await startCharge(booking.charger_id, booking.car_id ?? undefined, setStep, gone)}`)
    } finally {
      setStep('')
    }
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
    />
  )
}
