import { charges } from '../api/sharing'
import type { Charge } from '../api/sharing-types'
import { useAction } from '../lib/hooks'
import { moneyWords } from '../lib/money'
import { usePages } from '../lib/pages'
import { personName } from '../lib/words'
import { ChargeRow } from '../parts/charge-row'
import { ConfirmButton } from '../parts/confirm'
import { More } from '../parts/more'
import { Empty, Shown } from '../parts/states'
import { say } from '../store'
import { fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('networks')

export function NetworkCharges({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <List id={id} />}</NetworkPage>
}

function List({ id }: { id: string }) {
  const pages = usePages(id, (cursor) => charges.ofNetwork(id, cursor))
  return (
    <section>
      <h2>{w.feesTitle}</h2>
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noFees}>
              <p>{w.noFeesLead}</p>
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
  const name = personName(charge.driver_name)
  const waive = useAction(async () => {
    await charges.waive(charge.charge_id)
    say(fill(w.waived, { name }))
    onChanged()
  })
  return (
    <ChargeRow charge={charge}>
      <span>{name}</span>
      {charge.withdrawn_at === null && (
        <ConfirmButton
          label={w.waive}
          name={fill(w.waiveOf, { name })}
          title={w.waiveTitle}
          confirm={w.waive}
          danger={false}
          action={waive}
        >
          <p>{fill(w.waiveLead, { name, amount: moneyWords(charge.amount) })}</p>
        </ConfirmButton>
      )}
    </ChargeRow>
  )
}
