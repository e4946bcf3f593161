import { useEffect, useRef, useState } from 'preact/hooks'
import { waitlist } from '../api/sharing'
import type { NewEntry, Waitlist } from '../api/sharing-types'
import type { Car, Station } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf, instantWords } from '../lib/time'
import { draftOf } from '../lib/unsaved'
import { Shown } from '../parts/states'
import { WaitForm, type Wanted } from '../parts/wait-form'
import { say } from '../store'
import { counted, fill, words } from '../words'
import { Entries } from './my-waits'

const w = words('booking')

interface Props {
  station: Station
  cars: readonly Car[]
  /** A taken time that was chosen above; it opens the form. */
  wanted: Wanted | null
}

/** The waitlist of one station, for its members: joining, one's place, who else waits. */
export function WaitHere({ station, cars, wanted }: Props) {
  const { station_id: id, time_zone: zone } = station
  const nameOf = (wish: Wanted | null) => `wait ${id} ${JSON.stringify(wish)}`
  const [isJoining, setJoining] = useState(() => draftOf(nameOf(wanted)) !== null)
  const load = useLoad(id, () => waitlist.of(id), { live: [`station:${id}`, 'me'] })
  const join = useAction(async (entry: NewEntry, done: () => void) => {
    const made = await waitlist.join(id, entry)
    done()
    setJoining(false)
    say(made.offer === null ? w.onWaitlist : w.freeAlready)
    load.reload()
  })
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (wanted === null) return
    setJoining(true)
    section.current?.scrollIntoView({ block: 'start' })
    section.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [wanted])

  return (
    <section aria-label={w.waitlist} ref={section}>
      <header class="section-head">
        <h2>{w.nothingFree}</h2>
        <button
          type="button"
          class="small"
          aria-expanded={isJoining}
          onClick={() => {
            join.clear()
            setJoining(!isJoining)
          }}
        >
          {w.tellMeWhenOne}
        </button>
      </header>
      {isJoining && (
        <WaitForm
          key={nameOf(wanted)}
          name={nameOf(wanted)}
          wanted={wanted}
          chargers={station.chargers}
          cars={cars}
          zone={zone}
          today={dayOf(new Date(), zone)}
          busy={join.busy}
          problem={join.problem}
          onSubmit={(entry, done) => void join.run(entry, done)}
        />
      )}
      <Shown load={load}>
        {(list) => (
          <>
            {list.mine.length > 0 && <Entries entries={list.mine} load={load} />}
            {list.queue.length > 0 && <Queue list={list} zone={zone} />}
          </>
        )}
      </Shown>
    </section>
  )
}

function Queue({ list, zone }: { list: Waitlist; zone: string }) {
  return (
    <details>
      <summary>
        {counted(list.order === 'fair_share' ? w.queueByShare : w.queueByArrival, list.queue.length)}
      </summary>
      <ol class="queue">
        {list.queue.map((one) => (
          <li key={`${one.place} ${one.waiting_since}`}>
            {fill(one.is_snoozed ? w.waitsSinceSnoozed : w.waitsSince, {
              name: one.mine ? w.you : (one.driver_name ?? w.somebody),
              time: instantWords(one.waiting_since, zone),
            })}
          </li>
        ))}
      </ol>
    </details>
  )
}
