import { useState } from 'preact/hooks'
import { reports } from '../api/sharing'
import type { Fairness, Use } from '../api/sharing-types'
import { useLoad } from '../lib/hooks'
import { counted } from '../lib/policy-words'
import { percent } from '../lib/share-words'
import { addDays, dayOf, minutesWords } from '../lib/time'
import { refusalName } from '../lib/violations'
import { kwh } from '../lib/words'
import { BarTable } from '../parts/bars'
import { Field } from '../parts/fields'
import { Empty, Shown } from '../parts/states'
import { WeekHeat } from '../parts/week-heat'
import { NetworkPage } from './network-page'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

export function NetworkFairness({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Report id={id} />}</NetworkPage>
}

function Report({ id }: { id: string }) {
  const today = dayOf(new Date(), HERE)
  const [from, setFrom] = useState(addDays(today, -29))
  const [until, setUntil] = useState(today)
  const load = useLoad(`${id} ${from} ${until}`, () => reports.fairness(id, from, until))
  return (
    <section class="report">
      <h2>How fairly it is shared</h2>
      <div class="grid">
        <Field
          label="First day"
          name="from"
          type="date"
          max={until}
          value={from}
          onInput={setFrom}
          required
        />
        <Field
          label="Last day"
          name="until"
          type="date"
          min={from}
          value={until}
          onInput={setUntil}
          required
        />
      </div>
      <Shown load={load}>{(report) => <Known report={report} />}</Shown>
    </section>
  )
}

function Known({ report }: { report: Fairness }) {
  const { total, members, classes, refusals, waiting } = report
  if (total.bookings + total.walk_ups + refusals.requests === 0) {
    return (
      <Empty title="Nothing to tell yet">
        <p>What members book, charge and are refused in these days is counted here.</p>
      </Empty>
    )
  }
  return (
    <>
      <p class="note">{report.in_words}</p>
      <BarTable
        caption="Members, by what they took"
        head="Member"
        columns={USE}
        rows={members.map((one) => ({
          name: one.name ?? 'Somebody who is gone',
          share: one.share,
          cells: cells(one),
        }))}
      />
      {classes.length > 1 && (
        <BarTable
          caption="Member classes"
          head="Class"
          columns={USE}
          rows={classes.map((one) => ({
            name: `${one.member_class ?? 'No class'} (${counted(one.members, 'member')})`,
            share: one.share,
            cells: cells(one),
          }))}
        />
      )}
      <Refusals refusals={refusals} />
      {waiting.count > 0 && (
        <p>
          {counted(waiting.count, 'booking')} came from the waitlist
          {waiting.median_minutes !== null && `, half of them within ${minutesWords(waiting.median_minutes)}`}
          {waiting.nine_of_ten_minutes !== null &&
            `, nine of ten within ${minutesWords(waiting.nine_of_ten_minutes)}`}
          .
        </p>
      )}
      <WeekHeat hours={report.utilisation} />
    </>
  )
}

const USE = ['Share', 'Hours', 'Of prime time', 'Energy', 'Bookings', 'No-shows', 'Late cancels', 'Overstays']

function cells(use: Use): string[] {
  return [
    percent(use.share),
    use.hours.toFixed(1),
    percent(use.prime_share),
    kwh(use.energy_kwh),
    String(use.bookings + use.walk_ups),
    String(use.no_shows),
    String(use.late_cancels),
    String(use.overstays),
  ]
}

function Refusals({ refusals }: { refusals: Fairness['refusals'] }) {
  const counts = Object.entries(refusals.by_code).sort(([, a], [, b]) => b - a)
  const most = Math.max(1, ...counts.map(([, count]) => count))
  if (counts.length === 0) return <p>Nobody was refused.</p>
  return (
    <BarTable
      caption={`Refused: ${counted(refusals.requests, 'request')}, by rule`}
      head="Rule"
      columns={['Times']}
      rows={counts.map(([code, count]) => ({
        name: refusalName(code),
        share: count / most,
        cells: [String(count)],
      }))}
    />
  )
}
