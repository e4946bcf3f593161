import { networks } from '../api/client'
import type { Network } from '../api/types'
import { useAction } from '../lib/hooks'
import { JoinCodeCard } from '../parts/join-code'
import { say } from '../store'
import { words } from '../words'

const w = words('networks')

interface Props {
  network: Network
  onChanged: (network: Network) => void
}

/** The join code of a network, for who manages it. */
export function JoinCode({ network, onChanged }: Props) {
  const { network_id: id, join_code: joinCode } = network
  const rotate = useAction(async () => {
    onChanged(await networks.rotateCode(id))
    if (joinCode !== null) say(w.codeReplaced)
  })
  const change = useAction(async (fields: { enabled?: boolean; expires_at?: string | null }) => {
    onChanged(await networks.changeCode(id, fields))
  })
  return (
    <JoinCodeCard
      name={network.name}
      joinCode={joinCode}
      link={joinCode && joinLink(joinCode.code)}
      poster={`/networks/${id}/poster`}
      rotate={rotate}
      change={change}
    />
  )
}

/** What a network's QR code says: where somebody joins, by way of signing up where they must. */
export function joinLink(code: string): string {
  return `${location.origin}/networks/join?code=${encodeURIComponent(code)}`
}
