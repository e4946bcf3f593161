import { chargers, stations } from '../api/client'
import { type Place, policies } from '../api/policies'
import type { Charger, Station } from '../api/types'
import { useLoad } from '../lib/hooks'
import { chargerLabel } from '../lib/words'
import { Page } from '../parts/page'
import { PolicyEditor } from '../parts/policy/policy-editor'
import type { Teller } from '../parts/policy/rules-editor'
import { Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'
import { PolicyChanges } from './policy-changes'

const w = words('policy')

/** What a station says instead of its network. */
export function StationPolicy({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  return (
    <Page
      title={load.loaded.data === null ? w.title : fill(w.titleOf, { name: load.loaded.data.name })}
      lead={w.stationLead}
      back={{ href: `/stations/${id}/manage`, label: w.manageStation }}
    >
      <Shown load={load}>
        {(station: Station) => (
          <Sharing
            place="stations"
            id={id}
            networkId={station.network_id}
            from="network"
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
  const name = charger === null ? '' : chargerLabel(charger.name ?? null) || w.aCharger
  return (
    <Page
      title={charger === null ? w.title : fill(w.titleOf, { name })}
      lead={charger === null ? '' : fill(w.chargerLead, { station: charger.station_name })}
      back={{
        href: charger === null ? '/' : `/stations/${charger.station_id}/manage`,
        label: w.manageStation,
      }}
    >
      <Shown load={load}>
        {(known: Charger) => (
          <Sharing
            place="chargers"
            id={id}
            networkId={known.network_id}
            from="station"
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
  from: Teller
  where: Record<string, string>
}

function Sharing({ place, id, networkId, from, where }: Props) {
  const load = useLoad(`${place} ${id}`, () => policies.ofPlace(place, id))
  return (
    <Shown load={load}>
      {(policy) => (
        <>
          <PolicyEditor
            name={`policy ${place} ${id}`}
            said={policy.own}
            inherited={policy.inherited}
            from={from}
            presets={[]}
            save={async (edit) => {
              const saved = await policies.changePlace(place, id, edit)
              say(w.saved)
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
