import type { ComponentChildren } from 'preact'
import type { Charge } from '../api/sharing-types'
import { moneyWords } from '../lib/money'
import { HERE, instantWords } from '../lib/time'
import { chargerLabel } from '../lib/words'
import { words } from '../words'

const w = words('account')

/** A fee that was recorded: for what, where, how much; struck out when nothing is owed after all. */
export function ChargeRow({ charge, children }: { charge: Charge; children?: ComponentChildren }) {
  return (
    <li class="row">
      <div class="row-main">
        <strong>{w.feeReasons[charge.reason]}</strong>
        <span class="muted">
          {[charge.station_name, chargerLabel(charge.charger_name), instantWords(charge.at, HERE)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {children}
      </div>
      <div class="row-figures">
        {charge.withdrawn_at === null ? (
          <strong>{moneyWords(charge.amount)}</strong>
        ) : (
          <>
            <s class="muted">{moneyWords(charge.amount)}</s>
            <span class="badge quiet">{w.withdrawn}</span>
          </>
        )}
      </div>
    </li>
  )
}
