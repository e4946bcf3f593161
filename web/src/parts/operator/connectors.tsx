import type { Fault } from '../../api/charge-point-types'
import type { ChargePoint, Charger } from '../../api/types'
import { connectorState, connectorWords } from '../../lib/operator/connectors'
import { faultMeaning } from '../../lib/operator/reasons'
import { instantWords } from '../../lib/time'
import { chargerName } from '../../lib/words'
import { fill, words, woven } from '../../words'
import { Badge } from '../icons'

const w = words('operating')

interface Props {
  point: ChargePoint
  chargers: readonly Charger[]
  /** The faults that last. */
  broken: readonly Fault[]
  zone: string
}

/** Each connector: which charger it is, what it tells, and what is broken in words. */
export function Connectors({ point, chargers, broken, zone }: Props) {
  return (
    <ul class="rows" aria-label={w.connectors}>
      {point.connectors.map((connector) => {
        const index = chargers.findIndex((charger) => charger.charger_id === connector.charger_id)
        const charger = chargers[index]
        const fault = broken.find((one) => one.connector_id === connector.connector_id)
        return (
          <li key={connector.connector_id} class="row wraps">
            <div class="row-main">
              <strong>
                {charger
                  ? fill(w.connectorIs, {
                      number: connector.connector_id,
                      charger: chargerName(charger, index),
                    })
                  : connectorWords(connector.connector_id)}
              </strong>
              {connector.status_at && (
                <span class="muted">{fill(w.since, { time: instantWords(connector.status_at, zone) })}</span>
              )}
              {fault && <FaultWords fault={fault} />}
            </div>
            <Badge state={connectorState(connector)} />
          </li>
        )
      })}
    </ul>
  )
}

/** What is broken: in words where they are known, with the charge point's own codes. */
export function FaultWords({ fault }: { fault: Fault }) {
  const codes = [fault.error_code, fault.vendor_error_code].filter((code) => code && code !== 'NoError')
  return (
    <span>
      {faultMeaning(fault)} <code class="code">{[...new Set(codes)].join(' ')}</code>
      {fault.info && woven(w.faultInfo, { info: <bdi>{fault.info}</bdi> })}
    </span>
  )
}
