import { stations } from '../api/client'
import { useLoad } from '../lib/hooks'
import { Page } from '../parts/page'
import { SetUpSteps } from '../parts/set-up-steps'
import { Shown } from '../parts/states'
import { words } from '../words'
import { ChargePoints } from './charge-points'
import { managersOnly } from './manage-station'
import { Alone } from './network-pending'

const w = words('managing')

/** The last step of a new station: its charge points, which can also wait. */
export function ConnectStation({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  const station = load.loaded.data
  return (
    <Page
      title={w.connectTitle}
      lead={w.connectLead}
      back={{ href: `/stations/${id}/manage`, label: station?.name ?? w.station }}
      actions={
        <a class="button" href={`/stations/${id}/manage`}>
          {w.connectDone}
        </a>
      }
    >
      <Shown load={load}>
        {(shown) =>
          managersOnly(
            shown,
            <>
              <SetUpSteps network={shown.network_name} now="connect" />
              <ChargePoints station={shown} isBeginning />
              <Alone id={shown.network_id} />
            </>,
          )
        }
      </Shown>
    </Page>
  )
}
