import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ChargePoint } from '../api/types'
import { ocppAddress } from '../lib/ocpp-address'
import { words, woven } from '../words'
import { CopyButton } from './copy'

import '../styles/managing.css'

const w = words('managing')

interface Props {
  point: ChargePoint
  password: string
}

/** What is typed into a charge point, its password shown this once, and whether it has come with it. */
export function Credentials({ point, password }: Props) {
  const card = useRef<HTMLDivElement>(null)
  const { typed, whole } = ocppAddress(point)
  useEffect(() => card.current?.focus(), [password])
  return (
    <div class="note secret" ref={card} tabIndex={-1}>
      <p>
        <strong>{w.typeNow}</strong> {w.shownOnce}
      </p>
      <dl class="facts to-type">
        <Line name={w.address} hint={w.addressHint} copy={w.copyAddress} text={typed}>
          {typed}
        </Line>
        <Line name={w.identity} hint={w.identityHint} copy={w.copyIdentity} text={point.charge_point_id}>
          {point.charge_point_id}
        </Line>
        <Line name={w.password} hint={w.passwordHint} copy={w.copyPassword} text={password}>
          <span data-testid="ocpp-password">{password}</span>
        </Line>
      </dl>
      <p class="small-print">
        {point.ocpp_url.startsWith('wss:') ? w.profileTls : w.profilePlain} {w.profileLater}
      </p>
      <p role="status" class={point.online ? 'good' : 'waiting'}>
        {point.online ? w.connectedNow : w.waitingToConnect}
      </p>
      <details>
        <summary>{w.doesNotConnect}</summary>
        <ul>
          <li>
            {woven(w.helpWhole, {
              address: <span class="mono">{whole}</span>,
            })}
          </li>
          <li>{w.helpRefused}</li>
          <li>{w.helpProtocol}</li>
          <li>{w.helpOffline}</li>
        </ul>
      </details>
    </div>
  )
}

interface LineProps {
  name: string
  hint: string
  copy: string
  text: string
  children: ComponentChildren
}

function Line({ name, hint, copy, text, children }: LineProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span class="mono">{children}</span> <CopyButton text={text} label={copy} />
        <span class="hint">{hint}</span>
      </dd>
    </>
  )
}
