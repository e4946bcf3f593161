import { charges } from '../api/sharing'
import { usePages } from '../lib/pages'
import { ChargeRow } from '../parts/charge-row'
import { MeTabs } from '../parts/me-tabs'
import { More } from '../parts/more'
import { Page } from '../parts/page'
import { Empty, Shown } from '../parts/states'
import { words } from '../words'

const w = words('account')

export function MyCharges() {
  const pages = usePages('charges', (cursor) => charges.mine(cursor))
  return (
    <Page title={w.fees}>
      <MeTabs path="/me/fees" />
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noFees}>
              <p>{w.noFeesLead}</p>
            </Empty>
          ) : (
            <ul class="rows">
              {list.map((charge) => (
                <ChargeRow key={charge.charge_id} charge={charge} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </Page>
  )
}
