import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../api/http'
import type { ChargePoint, Charger } from '../api/types'
import type { Action } from '../lib/hooks'
import { instantWords } from '../lib/time'
import { chargerName, numberOrNull } from '../lib/words'
import { ConfirmButton } from './confirm'
import { CopyButton } from './copy'
import { Field, Form, Submit } from './fields'
import { Badge } from './icons'
import { Failure } from './states'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

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
    <section class="card" aria-label={`Charge point ${name}`}>
      <header class="charger-head">
        <div>
          <h3>{name}</h3>
          <p class="muted">
            {[point.vendor, point.model, point.firmware_version].filter(Boolean).join(' · ') ||
              (seen === null ? 'It has not been heard of yet.' : '')}
          </p>
        </div>
        <div aria-live="polite">
          {point.online ? (
            <Badge state={{ word: 'Connected', shape: 'plug', tone: 'free' }} />
          ) : (
            <Badge state={{ word: seen === null ? 'Waiting' : 'Offline', shape: 'ring', tone: 'quiet' }} />
          )}
        </div>
      </header>
      {children}
      <dl class="facts">
        <dt>OCPP address</dt>
        <dd class="mono">{point.ocpp_url}</dd>
        {point.connectors.map((connector) => (
          <Connected key={connector.connector_id} connector={connector} chargers={chargers} />
        ))}
        {seen !== null && (
          <>
            <dt>Last heard of</dt>
            <dd>{instantWords(seen, HERE)}</dd>
          </>
        )}
      </dl>
      <div class="actions">
        <a class="button small" href={`/charge-points/${encodeURIComponent(point.charge_point_id)}`}>
          Look closer, give commands
        </a>
        <ConfirmButton
          label="New password"
          title="Give it a new password?"
          confirm="New password"
          action={renew}
        >
          <p>The charge point cannot connect again until it has the new one.</p>
        </ConfirmButton>
        <ConfirmButton
          label="Remove"
          name={`Remove charge point ${name}`}
          title={`Remove ${name}?`}
          confirm="Remove"
          action={remove}
        >
          <p>It can no longer connect. Its chargers stay, as plain ones.</p>
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
  return (
    <>
      <dt>Connector {connector_id}</dt>
      <dd>
        {[charger ? chargerName(charger, index) : charger_id, status ?? 'not heard of', fault]
          .filter(Boolean)
          .join(' · ')}
      </dd>
    </>
  )
}

/** The OCPP password, shown this once, and whether the charge point has come with it. */
export function Credentials({ point, password }: { point: ChargePoint; password: string }) {
  return (
    <div class="note secret">
      <p>
        <strong>Type this into your charge point now.</strong> The password is not shown again.
      </p>
      <dl class="facts">
        <dt>Address</dt>
        <dd class="mono">{point.ocpp_url}</dd>
        <dt>Identity</dt>
        <dd class="mono">{point.charge_point_id}</dd>
        <dt>Password</dt>
        <dd class="mono" data-testid="ocpp-password">
          {password}
        </dd>
      </dl>
      <div class="actions">
        <CopyButton text={point.ocpp_url} label="Copy address" />
        <CopyButton text={password} label="Copy password" />
      </div>
      <p role="status" class={point.online ? 'good' : 'waiting'}>
        {point.online ? 'Connected.' : 'Waiting for your charge point to connect…'}
      </p>
    </div>
  )
}

interface SetUpProps {
  chargers: readonly Charger[]
  busy: boolean
  problem: Problem | null
  onSubmit: (name: string, connectors: { connector_id: number; charger_id: string }[]) => void
}

/** Which connector of the charge point is which charger. */
export function SetUpForm({ chargers, busy, problem, onSubmit }: SetUpProps) {
  const free = chargers.map((charger, i) => ({ charger, i })).filter(({ charger }) => !charger.networked)
  const [name, setName] = useState('')
  const [numbers, setNumbers] = useState<Record<string, string>>(() =>
    Object.fromEntries(free.map(({ charger }, i) => [charger.charger_id, String(i + 1)])),
  )
  const chosen = Object.entries(numbers).flatMap(([charger_id, typed]) => {
    const connector_id = numberOrNull(typed)
    return connector_id === null ? [] : [{ connector_id, charger_id }]
  })
  if (free.length === 0) return <p class="note">Every charger here has its charge point already.</p>
  return (
    <Form class="card" label="Connect a charge point" onSubmit={() => onSubmit(name, chosen)}>
      {problem && <Failure problem={problem} />}
      <Field
        label="Charge point name"
        name="name"
        value={name}
        onInput={setName}
        problem={problem}
        required
      />
      <p class="hint">
        The number of each charger's connector, as the maker counts them. Leave empty what it does not serve.
      </p>
      <div class="grid">
        {free.map(({ charger, i }) => (
          <Field
            key={charger.charger_id}
            label={`Connector number of ${chargerName(charger, i)}`}
            name={charger.charger_id}
            type="number"
            inputMode="numeric"
            min={1}
            value={numbers[charger.charger_id] ?? ''}
            onInput={(typed) => setNumbers({ ...numbers, [charger.charger_id]: typed })}
          />
        ))}
      </div>
      <Submit busy={busy}>Set up</Submit>
    </Form>
  )
}
