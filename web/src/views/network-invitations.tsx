import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import type { Invitation, InviteResult } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { addressesIn, parcelsOf } from '../lib/pasted'
import { useDraft } from '../lib/unsaved'
import { orNull } from '../lib/words'
import { InvitationRow } from '../parts/invitations'
import { InviteForm } from '../parts/invite-form'
import { More } from '../parts/more'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkInvitations({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Invitations id={id} />}</NetworkPage>
}

function Invitations({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => networks.invitations(id, cursor))
  return (
    <>
      <Invite id={id} onInvited={pages.load.reload} />
      <section>
        <h2>{w.sentInvitations}</h2>
        <Shown load={pages.load}>
          {(list) =>
            list.length === 0 ? (
              <Empty title={w.nobodyInvited} />
            ) : (
              <ul class="rows">
                {list.map((invitation) => (
                  <One
                    key={invitation.invitation_id}
                    id={id}
                    invitation={invitation}
                    onChanged={(changed) =>
                      pages.load.put(list.map((one) => (one === invitation ? changed : one)))
                    }
                  />
                ))}
              </ul>
            )
          }
        </Shown>
        <More more={pages.more} />
      </section>
    </>
  )
}

const NOBODY = { text: '', member_class: '' }
/** So many addresses go out at once: each answer comes soon, and little is lost with one that does not. */
const PARCEL = 20

function Invite({ id, onInvited }: { id: string; onInvited: () => void }) {
  const [value, setValue] = useDraft(`invite ${id}`, NOBODY)
  const [results, setResults] = useState<InviteResult[]>([])
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null)
  const invite = useAction(async () => {
    const all = addressesIn(value.text).length
    let left = parcelsOf(value.text, PARCEL)
    setResults([])
    try {
      while (left[0] !== undefined) {
        if (all > PARCEL) setProgress({ done: all - addressesIn(left.join('\n')).length, all })
        const { results: told } = await networks.invite(id, left[0], orNull(value.member_class))
        setResults((before) => [...before, ...told])
        left = left.slice(1)
      }
    } finally {
      setProgress(null)
      setValue(left.length === 0 ? NOBODY : { ...value, text: left.join('\n') })
      onInvited()
    }
  })
  return (
    <section>
      <h2>{w.invitePeople}</h2>
      <InviteForm
        value={value}
        onInput={setValue}
        onSend={() => void invite.run()}
        busy={invite.busy}
        problem={invite.problem}
        progress={progress}
        results={results}
      />
      {results.length > 0 && <NextStep id={id} />}
    </section>
  )
}

/** Whoever has invited people, but has no station yet, needs one next. */
function NextStep({ id }: { id: string }) {
  const load = useLoad(id, () => networks.stations(id))
  if (load.loaded.data?.items.length !== 0) return null
  return (
    <p class="note">
      {w.nextStation} <a href={`/networks/${id}/stations/new`}>{w.addStation}</a>
    </p>
  )
}

interface OneProps {
  id: string
  invitation: Invitation
  onChanged: (invitation: Invitation) => void
}

function One({ id, invitation, onChanged }: OneProps) {
  const { email, invitation_id } = invitation
  const resend = useAction(async () => {
    onChanged(await networks.resend(id, invitation_id))
    say(fill(w.sentAgain, { email }))
  })
  const revoke = useAction(async () => {
    await networks.revoke(id, invitation_id)
    onChanged({ ...invitation, state: 'revoked' })
    say(fill(w.revoked, { email }))
  })
  return <InvitationRow invitation={invitation} resend={resend} revoke={revoke} />
}
