import { charges } from '../api/sharing'
import type { Charge } from '../api/sharing-types'
import { useAction } from '../lib/hooks'
import { moneyWords } from '../lib/money'
import { usePages } from '../lib/pages'
import { ChargeRow } from '../parts/charge-row'
import { ConfirmButton } from '../parts/confirm'
import { More } from '../parts/more'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'
import { NetworkPage } from './network-page'

export function NetworkCharges({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <List id={id} />}</NetworkPage>
}

function List({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => charges.ofNetwork(id, cursor))
  return (
    <section>
      <h2>Fees</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title="No fees yet">
              <p>Fees are recorded where the policy has some.</p>
            </Empty>
          ) : (
            <ul class="rows">
              {list.map((charge) => (
                <One key={charge.charge_id} charge={charge} onChanged={pages.load.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ charge, onChanged }: { charge: Charge; onChanged: () => void }) {
  const waive = useAction(async () => {
    await charges.waive(charge.charge_id)
    say(`${charge.driver_name} owes nothing for this.`)
    onChanged()
  })
  return (
    <ChargeRow charge={charge}>
      <span>{charge.driver_name}</span>
      {charge.withdrawn_at === null && (
        <ConfirmButton
          label="Waive"
          name={`Waive the fee of ${charge.driver_name}`}
          title="Waive this fee?"
          confirm="Waive"
          danger={false}
          action={waive}
        >
          <p>
            {charge.driver_name} then owes nothing for it, instead of {moneyWords(charge.amount)}.
          </p>
        </ConfirmButton>
      )}
    </ChargeRow>
  )
}
