import { Problem } from '../api/http'
import { feeds } from '../api/sharing'
import { useAction, useLoad } from '../lib/hooks'
import { FeedCard } from '../parts/feed-card'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Shown } from '../parts/states'
import { words } from '../words'

const w = words('account')

/** A private calendar: mine, or a station's. */
export function FeedOf({ station }: { station?: string }) {
  const of = feeds(station)
  const load = useLoad(station ?? 'me', async () => {
    try {
      return await of.show()
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null
      throw error
    }
  })
  const make = useAction(async () => load.put(await of.make()))
  const rotate = useAction(async () => load.put(await of.rotate()))
  const remove = useAction(async () => {
    await of.remove()
    load.put(null)
  })
  return (
    <Shown load={load}>
      {(feed) => <FeedCard feed={feed} make={make} rotate={rotate} remove={remove} />}
    </Shown>
  )
}

export function MyCalendar() {
  return (
    <Page title={w.calendar}>
      <MeTabs path="/me/calendar" />
      <p>{w.calendarLead}</p>
      <FeedOf />
    </Page>
  )
}
