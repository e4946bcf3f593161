import { useState } from 'preact/hooks'
import { commands } from '../../api/charge-point'
import type { Wish } from '../../api/charge-point-types'
import { connectorWords } from '../../lib/operator/connectors'
import { useCommand } from '../../lib/operator/following'
import { ConfirmButton } from '../../parts/confirm'
import { Select } from '../../parts/fields'
import { AskButton, Told } from '../../parts/operator/told'
import type { Here } from './here'
import { Start } from './start'

const MESSAGES = [
  ['StatusNotification', 'Its state'],
  ['MeterValues', 'Its meter'],
  ['BootNotification', 'What it is'],
  ['Heartbeat', 'A sign of life'],
] as const

/** The common commands: each is sent at once, and its answer is told below. */
export function Ask({ id, point, onAsked }: Here & { onAsked: () => void }) {
  const [where, setWhere] = useState('0')
  const asking = useCommand(async (wish: Wish) => {
    const command = await commands.ask(id, wish)
    onAsked()
    return command
  }, onAsked)
  const connector = Number(where)
  const only = connector === 0 ? {} : { connector_id: connector }
  const is2 = point.protocol?.startsWith('ocpp2') === true
  const place = connectorWords(connector).toLowerCase()
  const to = (wish: Wish) => ({ ...asking, run: () => asking.run(wish) })
  return (
    <section class="card" aria-label="Ask something of it">
      <h2>Ask something of it</h2>
      {!point.online && (
        <p class="note warn">It is not connected. Only what makes sense later too waits for it.</p>
      )}
      <div class="grid">
        <Select
          label="Of which part"
          value={where}
          options={[
            ['0', connectorWords(0)],
            ...point.connectors.map((c) => [String(c.connector_id), connectorWords(c.connector_id)] as const),
          ]}
          onInput={setWhere}
        />
      </div>
      <div class="actions">
        <ConfirmButton
          label="Restart"
          title="Restart the charge point?"
          confirm="Restart"
          danger={false}
          action={to({ action: 'reset', type: 'Soft', ...(is2 ? only : {}) })}
        >
          <p>It ends the sessions that go on, then starts anew.</p>
        </ConfirmButton>
        <ConfirmButton
          label="Restart hard"
          title="Restart at once?"
          confirm="Restart hard"
          action={to({ action: 'reset', type: 'Hard', ...(is2 ? only : {}) })}
        >
          <p>It does not end sessions first: what was not told yet may come late.</p>
        </ConfirmButton>
        {connector > 0 && (
          <ConfirmButton
            label="Unlock cable"
            title={`Unlock the cable of connector ${connector}?`}
            confirm="Unlock cable"
            danger={false}
            action={to({ action: 'unlock', connector_id: connector })}
          />
        )}
        <ConfirmButton
          label="Take out of service"
          title={`Take it out of service: ${place}?`}
          confirm="Take out of service"
          action={to({ action: 'change_availability', connector_id: connector, operative: false })}
        >
          <p>Nobody can charge there until you take it into service again.</p>
        </ConfirmButton>
        <AskButton
          label="Into service"
          asking={to({ action: 'change_availability', connector_id: connector, operative: true })}
        />
        <AskButton label="Clear cache" asking={to({ action: 'clear_cache' })} />
      </div>
      <div class="actions">
        <span class="muted">Tell now:</span>
        {MESSAGES.map(([message, label]) => (
          <AskButton key={message} label={label} asking={to({ action: 'trigger', message, ...only })} />
        ))}
      </div>
      <Start connector={connector} asking={asking} />
      <Told asking={asking} online={point.online} />
    </section>
  )
}
