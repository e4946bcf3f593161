import type { OpeningHours as Hours } from '../api/types'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export function OpeningHours({ hours }: { hours: readonly Hours[] | null }) {
  if (hours === null || hours.length === 0) return null
  const words = DAYS.flatMap((day, i) => {
    const open = hours.filter((h) => h.weekday === i + 1).map((h) => `${h.from}–${h.until}`)
    return open.length === 0 ? [] : [`${day} ${open.join(', ')}`]
  })
  return <p class="muted">Open {words.join(' · ')}</p>
}
