import { useState } from 'preact/hooks'
import { bookings, chargers, me } from '../api/client'
import type { Booking, Car } from '../api/types'
import { startCharge } from '../lib/charging'
import { useAction, useGone, useLoad, useNow } from '../lib/hooks'
import { usePages } from '../lib/pages'
import type { Period } from '../lib/slots'
import { dayOf } from '../lib/time'
import { BookingRow } from '../parts/booking-row'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { Tabs } from '../parts/tabs'
import { go, search } from '../router'
import { say } from '../store'

export function Bookings() {
  const when = search.value.get('when') === 'past' ? 'past' : 'upcoming'
  const pages = usePages(when, (cursor) => me.bookings(when, cursor))
  const cars = useLoad('cars', async () => (await me.cars()).items)
  const now = useNow(30_000)
  return (
    <Page title="My bookings">
      <Tabs
        label="Bookings"
        tabs={[
          { href: '/bookings', label: 'Upcoming', isHere: when === 'upcoming' },
          { href: '/bookings?when=past', label: 'Past', isHere: when === 'past' },
        ]}
      />
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
    </Page>
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
      change={change}
      start={start}
    />
  )
}
