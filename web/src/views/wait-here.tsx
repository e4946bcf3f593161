import { useEffect, useRef, useState } from 'preact/hooks'
import { waitlist } from '../api/sharing'
import type { NewEntry, Waitlist } from '../api/sharing-types'
import type { Car, Station } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { dayOf, instantWords } from '../lib/time'
import { Shown } from '../parts/states'
import { WaitForm, type Wanted } from '../parts/wait-form'
import { say } from '../store'
import { Entries } from './my-waits'

interface Props {
  station: Station
  cars: readonly Car[]
  /** A taken time that was chosen above; it opens the form. */
  wanted: Wanted | null
}

/** The waitlist of one station, for its members: joining, one's place, who else waits. */
export function WaitHere({ station, cars, wanted }: Props) {
  const { station_id: id, time_zone: zone } = station
  const [isJoining, setJoining] = useState(false)
  const load = useLoad(id, () => waitlist.of(id), { live: [`station:${id}`, 'me'] })
  const join = useAction(async (entry: NewEntry) => {
    const made = await waitlist.join(id, entry)
    setJoining(false)
    say(made.offer === null ? 'You are on the waitlist.' : 'A charger is free already: see the offer.')
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
    <section aria-label="Waitlist" ref={section}>
      <header class="section-head">
        <h2>Nothing free when you need it?</h2>
        <button
          type="button"
          class="small"
          aria-expanded={isJoining}
          onClick={() => {
            join.clear()
            setJoining(!isJoining)
          }}
        >
          Tell me when one is free
        </button>
      </header>
      {isJoining && (
        <WaitForm
          key={JSON.stringify(wanted)}
          wanted={wanted}
          chargers={station.chargers}
          cars={cars}
          zone={zone}
          today={dayOf(new Date(), zone)}
          busy={join.busy}
          problem={join.problem}
          onSubmit={(entry) => void join.run(entry)}
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
        {list.queue.length} waiting,{' '}
        {list.order === 'fair_share' ? 'whoever used least lately is first' : 'whoever came first is first'}
      </summary>
      <ol class="queue">
        {list.queue.map((one) => (
          <li key={`${one.place} ${one.waiting_since}`}>
            {one.mine ? 'You' : (one.driver_name ?? 'Somebody')}
            <span class="muted">
              {' '}
              since {instantWords(one.waiting_since, zone)}
              {one.is_snoozed && ', snoozed'}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
