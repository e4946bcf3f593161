import { networks } from '../api/client'
import type { Member, MemberEdit, Network } from '../api/types'
import { useAction } from '../lib/hooks'
import { usePages } from '../lib/pages'
import { MemberRow } from '../parts/member-row'
import { More } from '../parts/more'
import { Shown } from '../parts/states'
import { account, say } from '../store'
import { MemberStanding } from './member-standing'
import { NetworkPage } from './network-page'

export function NetworkMembers({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network, put) => <Members network={network} onNetwork={put} />}</NetworkPage>
}

interface Props {
  network: Network
  onNetwork: (network: Network) => void
}

function Members({ network, onNetwork }: Props) {
  const pages = usePages(network.network_id, (cursor) => networks.members(network.network_id, cursor), {
    live: [`network:${network.network_id}`],
  })
  return (
    <section>
      <h2>Members</h2>
      <Shown load={pages.load}>
        {(list) => (
          <ul class="rows">
            {list.map((member) => (
              <One
                key={member.account_id}
                network={network}
                member={member}
                onChanged={pages.load.reload}
                onNetwork={onNetwork}
              />
            ))}
          </ul>
        )}
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ network, member, onChanged, onNetwork }: Props & { member: Member; onChanged: () => void }) {
  const { network_id: id } = network
  const change = useAction(async (fields: MemberEdit) => {
    await networks.changeMember(id, member.account_id, fields)
    say(`${member.name} is changed.`)
    onChanged()
  })
  const remove = useAction(async () => {
    await networks.removeMember(id, member.account_id)
    say(`${member.name} is no longer a member.`)
    onChanged()
  })
  const handOver = useAction(async () => {
    onNetwork(await networks.handOver(id, member.account_id))
    say(`${network.name} now belongs to ${member.name}.`)
    onChanged()
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
