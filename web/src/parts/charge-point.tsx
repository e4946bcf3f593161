import type { ComponentChildren } from 'preact'
import type { ChargePoint, Charger } from '../api/types'
import type { Action } from '../lib/hooks'
import { connectorState } from '../lib/operator/connectors'
import { HERE, instantWords } from '../lib/time'
import { chargerName } from '../lib/words'
import { fill, words } from '../words'
import { ConfirmButton } from './confirm'
import { Badge } from './icons'

const w = words('managing')

interface CardProps {
  point: ChargePoint
  chargers: readonly Charger[]
  renew: Action<[]>
  remove: Action<[]>
  children: ComponentChildren
}

export function ChargePointCard({ point, chargers, renew, remove, children }: CardProps) {
  const name = point.name || point.charge_point_id
  const seen = point.last_seen_at
  return (
    <section class="card" aria-label={fill(w.chargePoint, { name })}>
      <header class="charger-head">
        <div>
          <h3>{name}</h3>
          <p class="muted">
            {[point.vendor, point.model, point.firmware_version].filter(Boolean).join(' · ') ||
              (seen === null ? w.notHeardOf : '')}
          </p>
        </div>
        <div aria-live="polite">
          {point.online ? (
            <Badge state={{ word: w.connected, shape: 'plug', tone: 'free' }} />
          ) : (
            <Badge state={{ word: seen === null ? w.waiting : w.offline, shape: 'ring', tone: 'quiet' }} />
          )}
        </div>
      </header>
      {children}
      <dl class="facts">
        <dt>{w.ocppAddress}</dt>
        <dd class="mono">{point.ocpp_url}</dd>
        {point.connectors.map((connector) => (
          <Connected key={connector.connector_id} connector={connector} chargers={chargers} />
        ))}
        {seen !== null && (
          <>
            <dt>{w.lastHeard}</dt>
            <dd>{instantWords(seen, HERE)}</dd>
          </>
        )}
      </dl>
      <div class="actions">
        <a class="button small" href={`/charge-points/${encodeURIComponent(point.charge_point_id)}`}>
          {w.lookCloser}
        </a>
        <ConfirmButton
          label={w.newPassword}
          title={w.newPasswordTitle}
          confirm={w.newPassword}
          action={renew}
        >
          <p>{w.newPasswordLead}</p>
        </ConfirmButton>
        <ConfirmButton
          label={w.remove}
          name={fill(w.removeChargePoint, { name })}
          title={fill(w.removeTitle, { name })}
          confirm={w.remove}
          action={remove}
        >
          <p>{w.removeChargePointLead}</p>
        </ConfirmButton>
      </div>
    </section>
  )
}

function Connected(props: { connector: ChargePoint['connectors'][number]; chargers: readonly Charger[] }) {
  const { connector_id, charger_id, status, error_code } = props.connector
  const index = props.chargers.findIndex((c) => c.charger_id === charger_id)
  const charger = props.chargers[index]
  const fault = error_code !== null && error_code !== 'NoError' ? error_code : ''
  const state = status === null ? w.statusUnknown : connectorState(props.connector).word
  return (
    <>
      <dt>{fill(w.connectorNumber, { number: connector_id })}</dt>
      <dd>
        {[charger ? chargerName(charger, index) : charger_id, state, fault].filter(Boolean).join(' · ')}
      </dd>
    </>
  )
}
