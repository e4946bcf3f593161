import { stations } from '../api/client'
import { useLoad } from '../lib/hooks'
import { chargerName } from '../lib/words'
import { Mark } from '../parts/icons'
import { Page } from '../parts/page'
import { Qr } from '../parts/qr'
import { Empty, Shown } from '../parts/states'
import { fill, words } from '../words'
import '../styles/labels.css'

const w = words('managing')

/** A label for each charger of a station, to print and stick on: several on each sheet of A4. */
export function StationLabels({ id }: { id: string }) {
  const load = useLoad(id, () => stations.one(id))
  const station = load.loaded.data
  return (
    <Page
      title={station === null ? w.labels : fill(w.labelsTitle, { station: station.name })}
      lead={w.labelsLead}
      back={{ href: `/stations/${id}/manage`, label: station?.name ?? w.station }}
      actions={
        <button type="button" class="primary" onClick={() => print()}>
          {w.print}
        </button>
      }
      size="wide"
    >
      <Shown load={load}>
        {({ name, chargers }) =>
          chargers.length === 0 ? (
            <Empty title={w.noChargers} />
          ) : (
            <ul class="labels" aria-label={w.labels}>
              {chargers.map((charger, i) => (
                <Label
                  key={charger.charger_id}
                  charger={chargerName(charger, i)}
                  station={name}
                  path={`/c/${charger.charger_id}`}
                />
              ))}
            </ul>
          )
        }
      </Shown>
    </Page>
  )
}

function Label({ charger, station, path }: { charger: string; station: string; path: string }) {
  return (
    <li class="label">
      <Qr text={location.origin + path} label={fill(w.labelQr, { charger })} />
      <div>
        <strong class="label-charger">{charger}</strong>
        <span>{station}</span>
        <span class="label-scan">{w.labelScan}</span>
        <span class="mono">{location.host + path}</span>
        <span class="label-brand">
          <Mark /> <span>PlugNexus</span>
        </span>
      </div>
    </li>
  )
}
