import { policies } from '../api/policies'
import type { Network } from '../api/types'
import { useLoad } from '../lib/hooks'
import { policyWords } from '../lib/policy-words'
import { PolicyEditor } from '../parts/policy/policy-editor'
import { Shown } from '../parts/states'
import { say } from '../store'
import { words } from '../words'
import { mayManage, NetworkPage } from './network-page'
import { PolicyChanges } from './policy-changes'

const w = words('policy')

export function NetworkPolicy({ id }: { id: string }) {
  return <NetworkPage id={id}>{(network) => <Sharing network={network} />}</NetworkPage>
}

function Sharing({ network }: { network: Network }) {
  const { network_id: id } = network
  const load = useLoad(id, () => policies.ofNetwork(id))
  const presets = useLoad('presets', () => policies.presets())
  return (
    <>
      <h2>{w.howShared}</h2>
      <Shown load={load}>
        {(policy) =>
          mayManage(network) ? (
            <>
              <PolicyEditor
                name={`policy ${id}`}
                said={policy}
                inherited={null}
                from="network"
                presets={presets.loaded.data?.items ?? []}
                save={async (edit) => {
                  const saved = await policies.changeNetwork(id, edit)
                  say(w.saved)
                  load.put(saved)
                  return saved
                }}
                look={() => policies.ofNetwork(id)}
              />
              <PolicyChanges networkId={id} policy={policy} />
            </>
          ) : (
            <ul class="sentences">
              {policyWords(policy).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )
        }
      </Shown>
    </>
  )
}
