import type { Usage } from '../api/types'
import { moneyWords } from '../lib/money'
import { minutesWords, monthWords } from '../lib/time'
import { kwh, rounded } from '../lib/words'
import { counted, fill, words } from '../words'
import { Chart } from './chart'
import { Figure } from './figure'

const w = words('visits')

/** Twelve months of a driver: what they add up to, month by month, and the CO2 that was not emitted. */
export function UsageCard({ usage }: { usage: Usage }) {
  const { months, totals, assumptions } = usage
  const month = (index: number) => months[index]?.month ?? ''
  const currencies = [...new Set(months.flatMap((one) => one.cost.map((money) => money.currency)))]
  const chart = {
    shape: 'bars',
    head: w.month,
    x: months.map((_, index) => index),
    name: (index: number) => monthWords(month(index)),
    tick: (index: number) => monthWords(month(index), 'short'),
  } as const
  return (
    <section class="card" aria-label={w.twelveMonths}>
      <div class="figures">
        <Figure label={w.energy} testId="usage-energy">
          {kwh(totals.energy_kwh)}
        </Figure>
        <Figure label={w.cost} testId="usage-cost">
          {totals.cost.length === 0 ? '–' : totals.cost.map((money) => moneyWords(money)).join(' + ')}
        </Figure>
        <Figure label={w.duration} testId="usage-duration">
          {minutesWords(roughly(totals.duration_minutes))}
        </Figure>
        <Figure label={w.co2Avoided} testId="usage-co2">
          {co2(totals.co2_avoided_kg)}
        </Figure>
      </div>
      <p class="muted small-print">{counted(w.sessionCount, totals.sessions)}</p>
      {totals.sessions > 0 && (
        <div class="charts">
          <Chart
            {...chart}
            caption={w.energyByMonth}
            rows={[{ label: w.energy, values: months.map((one) => one.energy_kwh), words: kwh }]}
          />
          {currencies.map((currency) => (
            <Chart
              key={currency}
              {...chart}
              caption={fill(w.costByMonth, { currency })}
              rows={[
                {
                  label: w.cost,
                  values: months.map((one) =>
                    Number(one.cost.find((money) => money.currency === currency)?.amount ?? 0),
                  ),
                  words: (amount) => moneyWords({ amount: String(amount), currency }),
                },
              ]}
            />
          ))}
          <Chart
            {...chart}
            caption={w.co2ByMonth}
            rows={[{ label: w.co2Avoided, values: months.map((one) => one.co2_avoided_kg), words: co2 }]}
          />
        </div>
      )}
      <details>
        <summary>{w.howReckoned}</summary>
        <p class="muted small-print">
          {fill(w.reckoning, {
            engine: assumptions.combustion_g_per_km,
            energy: kwh(assumptions.kwh_per_100_km),
            grid: assumptions.grid_g_per_kwh,
            source: assumptions.source,
          })}
        </p>
      </details>
    </section>
  )
}

/** Of many hours the minutes do not matter. */
const roughly = (minutes: number) => (minutes < 600 ? minutes : Math.round(minutes / 60) * 60)
const co2 = (kg: number) => fill(w.co2Kg, { value: rounded(kg, 1) })
