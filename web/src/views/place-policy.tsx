import { chargers, stations } from '../api/client'
import { type Place, policies } from '../api/policies'
import type { Charger, Station } from '../api/types'
import { useLoad } from '../lib/hooks'
import { chargerLabel } from '../lib/words'
import { Page } from '../parts/page'
import { PolicyEditor } from '../parts/policy/policy-editor'
import { Shown } from '../parts/states'
import { say } from '../store'
import { PolicyChanges } from './policy-changes'

/** What a station says instead of its network. */
export function StationPolicy({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  return (
    <Page
      title={load.loaded.data === null ? 'Policy' : `Policy of ${load.loaded.data.name}`}
      lead="Only what differs from the network is said here."
      back={{ href: `/stations/${id}/manage`, label: 'Manage station' }}
    >
      <Shown load={load}>
        {(station: Station) => (
          <Sharing
            place="stations"
            id={id}
            networkId={station.network_id}
            from="the network"
            where={{ station_id: id }}
          />
        )}
      </Shown>
    </Page>
  )
}

/** What a charger says instead of its station and network. */
export function ChargerPolicy({ id }: { id: string }) {
  const load = useLoad(id, () => chargers.one(id))
  const charger = load.loaded.data
  const name = charger === null ? '' : chargerLabel(charger.name ?? null) || 'a charger'
  return (
    <Page
      title={charger === null ? 'Policy' : `Policy of ${name}`}
      lead={
        charger === null ? '' : `${charger.station_name}. Only what differs from the station is said here.`
      }
      back={{
        href: charger === null ? '/' : `/stations/${charger.station_id}/manage`,
        label: 'Manage station',
      }}
    >
      <Shown load={load}>
        {(known: Charger) => (
          <Sharing
            place="chargers"
            id={id}
            networkId={known.network_id}
            from="the station"
            where={{ charger_id: id }}
          />
        )}
      </Shown>
    </Page>
  )
}

interface Props {
  place: Place
  id: string
  networkId: string
  from: string
  where: Record<string, string>
}

function Sharing({ place, id, networkId, from, where }: Props) {
  const load = useLoad(`${place} ${id}`, () => policies.ofPlace(place, id))
  return (
    <Shown load={load}>
      {(policy) => (
        <>
          <PolicyEditor
            said={policy.own}
            inherited={policy.inherited}
            from={from}
            presets={[]}
            save={async (edit) => {
              const saved = await policies.changePlace(place, id, edit)
              say('The policy is saved.')
              load.put(saved)
              return saved.own
            }}
            look={async () => (await policies.ofPlace(place, id)).own}
          />
          <PolicyChanges networkId={networkId} policy={policy.in_force} where={where} />
        </>
      )}
    </Shown>
  )
}
