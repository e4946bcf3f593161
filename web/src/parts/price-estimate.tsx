import type { Estimate } from '../lib/estimate'
import { moneyWords } from '../lib/money'
import { kw, kwh } from '../lib/words'
import { fill, words } from '../words'

const w = words('booking')

/** About what the chosen time costs, and what that assumes. */
export function PriceEstimate({ estimate }: { estimate: Estimate }) {
  const values = {
    cost: Number(estimate.cost.amount) === 0 ? w.nothing : moneyWords(estimate.cost),
    energy: kwh(Math.round(estimate.kwh * 10) / 10),
    power: kw(estimate.kw),
  }
  const text = {
    charger: w.estimateByCharger,
    car: w.estimateByCar,
    battery: w.estimateByBattery,
  }[estimate.by]
  return <p class="small-print estimate">{fill(text, values)}</p>
}
