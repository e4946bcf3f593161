import type { NetworkUsage } from '../api/sharing-types'
import { moneyWords } from '../lib/money'
import { percent } from '../lib/share-words'
import { minutesWords, monthWords } from '../lib/time'
import { currenciesOf, sumOf, totalOf } from '../lib/usage'
import { chargerLabel, kwh, rounded } from '../lib/words'
import { counted, fill, words } from '../words'
import { BarTable } from './bars'
import { Chart, type ChartRow } from './chart'
import { Figure } from './figure'

const w = words('reports')
/** Empty between whole numbers, where an axis may have a mark. */
const count = (value: number) => (Number.isInteger(value) ? rounded(value, 0) : '')
const hours = (value: number) => rounded(value, 1)

/** Twelve months of a network: what they add up to, month by month, and charger by charger. */
export function NetworkUsageCards({ usage }: { usage: NetworkUsage }) {
  const { months } = usage
  return (
    <>
      <div class="card">
        <div class="figures">
          <Figure label={w.energy} testId="usage-energy">
            {kwh(totalOf(months, 'energy_kwh'))}
          </Figure>
          <Figure label={w.revenue} testId="usage-revenue">
            {revenueWords(months) || '–'}
          </Figure>
          <Figure label={w.time} testId="usage-duration">
            {minutesWords(totalOf(months, 'duration_minutes'))}
          </Figure>
        </div>
        <p class="muted small-print">{counted(w.sessionsInAll, totalOf(months, 'sessions'))}</p>
        <Monthly
          months={months}
          caption={w.energyCaption}
          rows={[{ label: w.energy, values: months.map((one) => one.energy_kwh), words: kwh }]}
        />
        {currenciesOf(months).map((currency) => (
          <Monthly
            key={currency}
            months={months}
            caption={fill(w.revenueCaption, { currency })}
            rows={[
              {
                label: w.revenue,
                values: months.map((one) => Number(sumOf([one], currency))),
                words: (amount) => moneyWords({ amount: String(amount), currency }),
              },
            ]}
          />
        ))}
        <Monthly
          months={months}
          caption={w.visitsCaption}
          rows={[
            { label: w.sessions, values: months.map((one) => one.sessions), words: count },
            { label: w.noShows, values: months.map((one) => one.no_shows), words: count },
          ]}
        />
        <Monthly
          months={months}
          caption={w.bookedCaption}
          rows={[{ label: w.bookedHours, values: months.map((one) => one.booked_hours), words: hours }]}
        />
      </div>
      <Chargers chargers={usage.chargers} />
    </>
  )
}

interface MonthlyProps {
  months: NetworkUsage['months']
  caption: string
  rows: readonly ChartRow[]
}

/** Bars by month; nothing where there is nothing to see. */
function Monthly({ months, caption, rows }: MonthlyProps) {
  const month = (index: number) => months[index]?.month ?? ''
  if (rows.every((row) => row.values.every((value) => value === 0))) return null
  return (
    <Chart
      shape="bars"
      head={w.month}
      x={months.map((_, index) => index)}
      name={(index) => monthWords(month(index))}
      tick={(index) => monthWords(month(index), 'short')}
      caption={caption}
      rows={rows}
    />
  )
}

function Chargers({ chargers }: { chargers: NetworkUsage['chargers'] }) {
  const most = Math.max(1, ...chargers.map((one) => one.energy_kwh))
  return (
    <BarTable
      caption={w.chargersCaption}
      head={w.charger}
      columns={[w.sessions, w.energy, w.revenue, w.occupied]}
      rows={chargers.map((one) => ({
        name: [one.station_name, chargerLabel(one.name)].filter(Boolean).join(' · '),
        share: one.energy_kwh / most,
        cells: [
          rounded(one.sessions, 0),
          kwh(one.energy_kwh),
          revenueWords([one]) || '–',
          percent(one.occupied_share),
        ],
      }))}
    />
  )
}

function revenueWords(earned: Parameters<typeof sumOf>[0]): string {
  return currenciesOf(earned)
    .map((currency) => moneyWords({ amount: sumOf(earned, currency), currency }))
    .join(' + ')
}
