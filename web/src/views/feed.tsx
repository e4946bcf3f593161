import { Problem } from '../api/http'
import { feeds } from '../api/sharing'
import { useAction, useLoad } from '../lib/hooks'
import { FeedCard } from '../parts/feed-card'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Shown } from '../parts/states'

/** A private calendar: `of` is `me`, or `stations/<id>`. */
export function FeedOf({ of }: { of: string }) {
  const load = useLoad(of, async () => {
    try {
      return await feeds.show(of)
    } catch (error) {
      if (error instanceof Problem && error.status === 404) return null
      throw error
    }
  })
  const make = useAction(async () => load.put(await feeds.make(of)))
  const rotate = useAction(async () => load.put(await feeds.rotate(of)))
  const remove = useAction(async () => {
    await feeds.remove(of)
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
    <Page title="Calendar">
      <MeTabs path="/me/calendar" />
      <p>Your bookings in the calendar of your phone or computer, kept up to date.</p>
      <FeedOf of="me" />
    </Page>
  )
}
