import { me } from '../api/client'
import { notifications } from '../api/sharing'
import type { NotificationEvent } from '../api/sharing-types'
import type { Account } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { Form, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { account, say } from '../store'
import { fill, words, woven } from '../words'

const w = words('account')

type Channel = Account['notifications'][string][number]

const CHANNELS = ['email', 'sms'] as const

/** What happened, in the reader's language; in the server's words where this client does not know it. */
function eventWords({ event, description }: NotificationEvent): string {
  return (w.events as Readonly<Record<string, string | undefined>>)[event] ?? description
}

export function MyNotifications() {
  const profile = useLoad('me', () => me.profile())
  const events = useLoad('events', () => notifications.events())
  return (
    <Page title={w.notifications}>
      <MeTabs path="/me/notifications" />
      <Shown load={profile}>
        {(mine) => <Shown load={events}>{({ items }) => <Choices profile={mine} events={items} />}</Shown>}
      </Shown>
    </Page>
  )
}

function Choices({ profile, events }: { profile: Account; events: readonly NotificationEvent[] }) {
  const [chosen, setChosen, done] = useDraft(`notifications ${profile.account_id}`, profile.notifications)
  const save = useAction(async () => {
    account.value = await me.change({ notifications: chosen })
    done()
    say(w.choicesSaved)
  })
  const channelsOf = (event: NotificationEvent): Channel[] => chosen[event.event] ?? event.channels
  const toggle = (event: NotificationEvent, channel: Channel, on: boolean) => {
    const others = channelsOf(event).filter((other) => other !== channel)
    setChosen({ ...chosen, [event.event]: on ? [...others, channel] : others })
  }
  return (
    <Form label={w.notifications} onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      {profile.phone === null && (
        <p class="note">{woven(w.smsNeedsPhone, { link: <a href="/me">{w.yourProfile}</a> })}</p>
      )}
      <table class="choices">
        <thead>
          <tr>
            <th scope="col">{w.tellMeWhen}</th>
            {CHANNELS.map((channel) => (
              <th key={channel} scope="col">
                {w.channels[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.event}>
              <th scope="row">{eventWords(event)}</th>
              {CHANNELS.map((channel) => (
                <td key={channel}>
                  <input
                    type="checkbox"
                    aria-label={fill(w.channelOf, { channel: w.channels[channel], event: eventWords(event) })}
                    checked={channelsOf(event).includes(channel)}
                    onChange={(e) => toggle(event, channel, e.currentTarget.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Submit busy={save.busy}>{w.saveChoices}</Submit>
    </Form>
  )
}
