import { useState } from 'preact/hooks'
import type { ChargerTerms } from '../api/sharing-types'
import type { Booking } from '../api/types'
import { countdown, laterEnds } from '../lib/bookings'
import type { Action, Load } from '../lib/hooks'
import { instantWords, minutesBetween, minutesWords, periodWords } from '../lib/time'
import { fill, words, woven } from '../words'
import { DryRun } from './dry-run'
import { Form, Select, Submit } from './fields'
import { Figure } from './figure'
import { Failure } from './states'

const w = words('visits')

interface Props {
  booking: Booking
  now: Date
  gridMinutes: number
  wish: Pick<Load<ChargerTerms | null>, 'loaded'>
  extend: Action<[string]>
  onChoose: (end: string) => void
}

/** When the driver's time ends, and a way to take more of it while charging. */
export function StayLonger({ booking, now, gridMinutes, wish, extend, onChoose }: Props) {
  const { start_date_time: start, end_date_time: end, time_zone: zone } = booking
  const ends = laterEnds(end, gridMinutes, zone)
  const [chosen, setChosen] = useState('')
  const isOffered = ends.includes(chosen)
  return (
    <section class="card" aria-label={w.yourTime}>
      <p>{woven(w.yourTimeIs, { period: <strong>{periodWords(start, end, zone)}</strong> })}</p>
      <Figure label={w.timeLeft} testId="live-left">
        {countdown(end, now) || w.timeOver}
      </Figure>
      {booking.terms.at_end === 'stop' && <p class="muted small-print">{w.stopsAtEnd}</p>}
      {extend.problem && <Failure problem={extend.problem} zone={zone} />}
      {booking.may_change && (
        <Form
          class="inline"
          label={w.stayLonger}
          onSubmit={() => isOffered && void extend.run(chosen).then((done) => done && setChosen(''))}
        >
          <Select
            label={w.stayUntil}
            value={isOffered ? chosen : ''}
            options={[
              ['', w.choose],
              ...ends.map(
                (later) =>
                  [
                    later,
                    fill(w.laterEnd, {
                      time: instantWords(later, zone),
                      length: minutesWords(minutesBetween(end, later)),
                    }),
                  ] as const,
              ),
            ]}
            onInput={(next) => {
              extend.clear()
              setChosen(next)
              onChoose(next)
            }}
          />
          <Submit busy={extend.busy}>{w.stayLonger}</Submit>
          {isOffered && <DryRun load={wish} zone={zone} />}
        </Form>
      )}
    </section>
  )
}
