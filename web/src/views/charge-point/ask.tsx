import { useState } from 'preact/hooks'
import { commands } from '../../api/charge-point'
import type { Wish } from '../../api/charge-point-types'
import { connectorWords } from '../../lib/operator/connectors'
import { useCommand } from '../../lib/operator/following'
import { ConfirmButton } from '../../parts/confirm'
import { Select } from '../../parts/fields'
import { AskButton, Told } from '../../parts/operator/told'
import { fill, words } from '../../words'
import type { Here } from './here'
import { Start } from './start'

const w = words('operating')

const MESSAGES = ['StatusNotification', 'MeterValues', 'BootNotification', 'Heartbeat'] as const

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
  const to = (wish: Wish) => ({ ...asking, run: () => asking.run(wish) })
  return (
    <section class="card" aria-label={w.ask}>
      <h2>{w.ask}</h2>
      {!point.online && <p class="note warn">{w.notConnected}</p>}
      <div class="grid">
        <Select
          label={w.ofWhichPart}
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
          label={w.restart}
          title={w.restartTitle}
          confirm={w.restart}
          danger={false}
          action={to({ action: 'reset', type: 'Soft', ...(is2 ? only : {}) })}
        >
          <p>{w.restartLead}</p>
        </ConfirmButton>
        <ConfirmButton
          label={w.restartHard}
          title={w.restartHardTitle}
          confirm={w.restartHard}
          action={to({ action: 'reset', type: 'Hard', ...(is2 ? only : {}) })}
        >
          <p>{w.restartHardLead}</p>
        </ConfirmButton>
        {connector > 0 && (
          <ConfirmButton
            label={w.unlock}
            title={fill(w.unlockTitle, { number: connector })}
            confirm={w.unlock}
            danger={false}
            action={to({ action: 'unlock', connector_id: connector })}
          />
        )}
        <ConfirmButton
          label={w.outOfService}
          title={connector === 0 ? w.outOfServiceTitle : fill(w.outOfServiceTitleOne, { number: connector })}
          confirm={w.outOfService}
          action={to({ action: 'change_availability', connector_id: connector, operative: false })}
        >
          <p>{w.outOfServiceLead}</p>
        </ConfirmButton>
        <AskButton
          label={w.intoService}
          asking={to({ action: 'change_availability', connector_id: connector, operative: true })}
        />
        <AskButton label={w.clearCache} asking={to({ action: 'clear_cache' })} />
      </div>
      <div class="actions">
        <span class="muted">{w.tellNow}</span>
        {MESSAGES.map((message) => (
          <AskButton
            key={message}
            label={w.triggers[message]}
            asking={to({ action: 'trigger', message, ...only })}
          />
        ))}
      </div>
      <Start connector={connector} asking={asking} />
      <Told asking={asking} online={point.online} />
    </section>
  )
}
