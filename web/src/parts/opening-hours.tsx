import type { OpeningHours as Hours } from '../api/types'
import { weekdayWords } from '../lib/time'
import { fill, words } from '../words'

const w = words('station')
const WEEK = [0, 1, 2, 3, 4, 5, 6]

export function OpeningHours({ hours }: { hours: readonly Hours[] | null }) {
  if (hours === null || hours.length === 0) return null
  const days = WEEK.flatMap((day) => {
    const open = hours.filter((h) => h.weekday === day + 1).map((h) => `${h.from}–${h.until}`)
    return open.length === 0
      ? []
      : [fill(w.hoursOfDay, { day: weekdayWords(day, 'short'), hours: open.join(', ') })]
  })
  return <p class="muted">{fill(w.open, { hours: days.join(' · ') })}</p>
}
