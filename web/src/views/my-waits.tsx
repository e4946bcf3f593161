import { waitlist } from '../api/sharing'
import type { Entry } from '../api/sharing-types'
import { type Load, useAction, useLoad } from '../lib/hooks'
import { EntryRow } from '../parts/entry-row'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'
import { words } from '../words'

const w = words('booking')

/** Everything that the reader waits for. */
export function MyWaits() {
  const load = useLoad('waits', async () => (await waitlist.mine()).items, { live: ['me'] })
  return (
    <Shown load={load}>
      {(entries) =>
        entries.length === 0 ? (
          <Empty title={w.noWaits}>
            <p>{w.noWaitsHint}</p>
          </Empty>
        ) : (
          <Entries entries={entries} load={load} />
        )
      }
    </Shown>
  )
}

export function Entries({
  entries,
  load,
}: {
  entries: readonly Entry[]
  load: Pick<Load<unknown>, 'reload'>
}) {
  return (
    <ul class="rows cards">
      {entries.map((entry) => (
        <One key={entry.entry_id} entry={entry} onChanged={load.reload} />
      ))}
    </ul>
  )
}

function One({ entry, onChanged }: { entry: Entry; onChanged: () => void }) {
  const leave = useAction(async () => {
    await waitlist.leave(entry.entry_id)
    say(w.left)
    onChanged()
  })
  const wake = useAction(async () => {
    await waitlist.wake(entry.entry_id)
    onChanged()
  })
  return <EntryRow entry={entry} leave={leave} wake={wake} />
}
