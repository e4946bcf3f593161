import { useEffect, useState } from 'preact/hooks'
import { networks } from '../api/client'
import type { Member, MemberEdit, Network } from '../api/types'
import { useFocusAfter } from '../lib/focus'
import { useAction } from '../lib/hooks'
import { matching } from '../lib/members'
import { usePages } from '../lib/pages'
import { personName } from '../lib/words'
import { MemberRow } from '../parts/member-row'
import { More } from '../parts/more'
import { SearchField } from '../parts/search-field'
import { Empty, Loading, Shown } from '../parts/states'
import { account, say } from '../store'
import { counted, fill, words } from '../words'
import { MemberStanding } from './member-standing'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkMembers({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network, put) => <Members network={network} onNetwork={put} />}</NetworkPage>
}

interface Props {
  network: Network
  onNetwork: (network: Network) => void
}

function Members({ network, onNetwork }: Props) {
  const [sought, setSought] = useState('')
  const [heading, gone] = useFocusAfter<HTMLHeadingElement>()
  const id = network.network_id
  const { load, more } = usePages(id, (cursor) => networks.members(id, cursor), { live: [`network:${id}`] })
  const isSearching = sought.trim() !== '' && more !== null

  useEffect(() => {
    if (isSearching && !more.busy && more.problem === null) void more.run()
  }, [isSearching, more])

  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {w.membersTitle}
      </h2>
      <Shown load={load}>
        {(list) => {
          const found = matching(list, sought)
          return (
            <>
              <SearchField label={w.search} value={sought} onInput={setSought} />
              <p class="muted small-print" role="status">
                {sought.trim() !== '' && !isSearching && counted(w.found, found.length)}
              </p>
              {found.length === 0 && !isSearching && <Empty title={w.nobodyFound} />}
              <ul class="rows">
                {found.map((member) => (
                  <One
                    key={member.account_id}
                    network={network}
                    member={member}
                    onNetwork={(now) => {
                      onNetwork(now)
                      load.reload()
                    }}
                    onChanged={(now) => load.put(list.map((one) => (one === member ? now : one)))}
                    onRemoved={() => {
                      load.put(list.filter((one) => one !== member))
                      gone()
                    }}
                  />
                ))}
              </ul>
            </>
          )
        }}
      </Shown>
      {isSearching && more.problem === null ? <Loading label={w.searching} /> : <More more={more} />}
    </section>
  )
}

interface OneProps extends Props {
  member: Member
  onChanged: (member: Member) => void
  onRemoved: () => void
}

function One({ network, member, onChanged, onRemoved, onNetwork }: OneProps) {
  const { network_id: id } = network
  const name = personName(member.name)
  const change = useAction(async (fields: MemberEdit) => {
    onChanged(await networks.changeMember(id, member.account_id, fields))
    say(fill(w.memberChanged, { name }))
  })
  const remove = useAction(async () => {
    await networks.removeMember(id, member.account_id)
    say(fill(w.removed, { name }))
    onRemoved()
  })
  const handOver = useAction(async () => {
    onNetwork(await networks.handOver(id, member.account_id))
    say(fill(w.handedOver, { network: network.name, name }))
  })
  return (
    <MemberRow
      member={member}
      isMe={member.account_id === account.value?.account_id}
      isOwner={network.my_role === 'owner'}
      change={change}
      remove={remove}
      handOver={handOver}
      standing={<MemberStanding network={id} member={member} />}
    />
  )
}
