import type { Booking } from '../api/types'
import { periodWords } from '../lib/time'
import { fill, words } from '../words'

const w = words('booking')

/** That a time is the reader's now, or waits for a manager. */
export function Booked({ booked }: { booked: Booking }) {
  const period = periodWords(booked.start_date_time, booked.end_date_time, booked.time_zone)
  return (
    <p class="note good" role="status">
      {fill(booked.state === 'PENDING' ? w.askedFor : w.booked, { period })}{' '}
      <a href="/bookings">{w.myBookings}</a>
    </p>
  )
}
