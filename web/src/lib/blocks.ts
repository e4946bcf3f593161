/** Times at which a manager keeps a charger free of bookings. */

/** As the fields of a form have them: days and clocks in the charger's zone. */
export interface BlockTimes {
  first: string
  from: string
  last: string
  until: string
}

const TO_TYPE = { minutes: 5 }
const MORNING = Temporal.PlainTime.from('08:00')
const EVENING = Temporal.PlainTime.from('18:00')

/**
 * What the form begins with: the working day of today, or what is left of it from the next full hour on, an hour at
 * least. It begins late enough that the form can be filled before.
 */
export function suggestedBlock(now: Date, zone: string): BlockTimes {
  const ready = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).add(TO_TYPE)
  const full = ready.round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  const start = later(ready.withPlainTime(MORNING), full)
  const end = later(ready.withPlainTime(EVENING), start.add({ hours: 1 }))
  return { first: dayOf(start), from: clockOf(start), last: dayOf(end), until: clockOf(end) }
}

/**
 * The same block on another first day, as long as it was. As long as it is what the form suggested, another day means
 * all of its working hours. `first` and `day` are empty while none is typed.
 */
export function beginningOn<T extends BlockTimes>(day: string, times: T, suggested: BlockTimes): T {
  const { first, last } = times
  if (first === '' || day === '' || last === '') return { ...times, first: day }
  if ([suggested, workingDay(first)].some((one) => isSame(one, times))) {
    return { ...times, ...(day === suggested.first ? suggested : workingDay(day)) }
  }
  const moved = Temporal.PlainDate.from(last).add(Temporal.PlainDate.from(first).until(day))
  return { ...times, first: day, last: moved.toString() }
}

function workingDay(day: string): BlockTimes {
  return { first: day, from: clock(MORNING), last: day, until: clock(EVENING) }
}

function isSame(a: BlockTimes, b: BlockTimes): boolean {
  return a.first === b.first && a.from === b.from && a.last === b.last && a.until === b.until
}

function later(a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return Temporal.ZonedDateTime.compare(a, b) >= 0 ? a : b
}

const dayOf = (at: Temporal.ZonedDateTime) => at.toPlainDate().toString()
const clockOf = (at: Temporal.ZonedDateTime) => clock(at.toPlainTime())
const clock = (time: Temporal.PlainTime) => time.toString({ smallestUnit: 'minute' })
