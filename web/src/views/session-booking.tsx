import { useState } from 'preact/hooks'
import { bookings } from '../api/client'
import { terms } from '../api/sharing'
import type { Booking } from '../api/types'
import { useAction, useLoad, useNow } from '../lib/hooks'
import { Shown } from '../parts/states'
import { StayLonger } from '../parts/stay-longer'
import { account, say } from '../store'
import { words } from '../words'

const w = words('visits')

/** The booking under which its driver charges: until when, and longer if nobody else has booked. */
export function SessionBooking({ id }: { id: string }) {
  const load = useLoad(id, () => bookings.one(id), { live: ['me'] })
  return (
    <Shown load={load}>
      {(booking) =>
        booking.driver_id === account.value?.account_id ? (
          <Mine booking={booking} onChanged={load.put} />
        ) : null
      }
    </Shown>
  )
}

function Mine({ booking, onChanged }: { booking: Booking; onChanged: (booking: Booking) => void }) {
  const { booking_id, charger_id, start_date_time } = booking
  const [end, setEnd] = useState('')
  const now = useNow(1000)
  const wish = useLoad(`${charger_id} ${end}`, () =>
    terms.of(charger_id, end === '' ? {} : { start_date_time, end_date_time: end, booking_id }),
  )
  const extend = useAction(async (until: string) => {
    onChanged(await bookings.change(booking_id, { start_date_time, end_date_time: until }))
    say(w.canStay)
  })
  return (
    <StayLonger
      booking={booking}
      now={now}
      gridMinutes={wish.loaded.data?.terms.grid_minutes ?? 15}
      wish={wish}
      extend={extend}
      onChoose={setEnd}
    />
  )
}
