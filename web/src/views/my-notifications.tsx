import { useState } from 'preact/hooks'
import { me } from '../api/client'
import { notifications } from '../api/sharing'
import type { NotificationEvent } from '../api/sharing-types'
import type { Account } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { Form, Submit } from '../parts/fields'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Failure, Shown } from '../parts/states'
import { account, say } from '../store'

type Channel = Account['notifications'][string][number]

const CHANNELS = [
  ['email', 'E-mail'],
  ['sms', 'SMS'],
] as const

export function MyNotifications() {
  const profile = useLoad('me', () => me.profile())
  const events = useLoad('events', () => notifications.events())
  return (
    <Page title="Notifications">
      <MeTabs path="/me/notifications" />
      <Shown load={profile}>
        {(mine) => <Shown load={events}>{({ items }) => <Choices profile={mine} events={items} />}</Shown>}
      </Shown>
    </Page>
  )
}

function Choices({ profile, events }: { profile: Account; events: readonly NotificationEvent[] }) {
  const [chosen, setChosen] = useState(profile.notifications)
  const save = useAction(async () => {
    account.value = await me.change({ notifications: chosen })
    say('Your choices are saved.')
  })
  const channelsOf = (event: NotificationEvent): Channel[] => chosen[event.event] ?? event.channels
  const toggle = (event: NotificationEvent, channel: Channel, on: boolean) => {
    const others = channelsOf(event).filter((other) => other !== channel)
    setChosen({ ...chosen, [event.event]: on ? [...others, channel] : others })
  }
  return (
    <Form label="Notifications" onSubmit={() => void save.run()}>
      {save.problem && <Failure problem={save.problem} />}
      {profile.phone === null && (
        <p class="note">
          SMS goes out once there is a phone number in <a href="/me">your profile</a>.
        </p>
      )}
      <table class="choices">
        <thead>
          <tr>
            <th scope="col">Tell me when</th>
            {CHANNELS.map(([channel, label]) => (
              <th key={channel} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.event}>
              <th scope="row">{event.description}</th>
              {CHANNELS.map(([channel, label]) => (
                <td key={channel}>
                  <input
                    type="checkbox"
                    aria-label={`${label}: ${event.description}`}
                    checked={channelsOf(event).includes(channel)}
                    onChange={(e) => toggle(event, channel, e.currentTarget.checked)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Submit busy={save.busy}>Save choices</Submit>
    </Form>
  )
}
