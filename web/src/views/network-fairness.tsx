import { useState } from 'preact/hooks'
import { reports } from '../api/sharing'
import type { Fairness, Use } from '../api/sharing-types'
import { fairnessWords } from '../lib/fairness'
import { useAction, useLoad } from '../lib/hooks'
import { saveFile } from '../lib/save-file'
import { percent } from '../lib/share-words'
import { addDays, dayOf, HERE, minutesWords } from '../lib/time'
import { refusalName } from '../lib/violations'
import { kwh, personName, rounded } from '../lib/words'
import { BarTable } from '../parts/bars'
import { Field } from '../parts/fields'
import { Empty, Failure, Shown } from '../parts/states'
import { WeekHeat } from '../parts/week-heat'
import { counted, fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('reports')

export function NetworkFairness({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Report id={id} />}</NetworkPage>
}

function Report({ id }: { id: string }) {
  const today = dayOf(new Date(), HERE)
  const [from, setFrom] = useState(addDays(today, -29))
  const [until, setUntil] = useState(today)
  const load = useLoad(`${id} ${from} ${until}`, () => reports.fairness(id, from, until))
  const download = useAction(async () =>
    saveFile(fill(w.fairnessFile, { from, until }), await reports.fairnessCsv(id, from, until)),
  )
  return (
    <section class="report">
      <header class="section-head">
        <h2>{w.fairnessTitle}</h2>
        <button type="button" class="small" disabled={download.busy} onClick={() => void download.run()}>
          {w.csv}
        </button>
      </header>
      {download.problem && <Failure problem={download.problem} />}
      <div class="grid">
        <Field
          label={w.firstDay}
          name="from"
          type="date"
          max={until}
          value={from}
          onInput={setFrom}
          required
        />
        <Field
          label={w.lastDay}
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
      <Empty title={w.nothingYet}>
        <p>{w.nothingYetLead}</p>
      </Empty>
    )
  }
  return (
    <>
      <p class="note">{fairnessWords(members)}</p>
      <BarTable
        caption={w.membersCaption}
        head={w.member}
        columns={columnNames()}
        rows={members.map((one) => ({
          name: personName(one.name),
          share: one.share,
          cells: cells(one),
        }))}
      />
      {classes.length > 1 && (
        <BarTable
          caption={w.classesCaption}
          head={w.memberClass}
          columns={columnNames()}
          rows={classes.map((one) => ({
            name: counted(w.classMembers, one.members, { name: one.member_class ?? w.noClass }),
            share: one.share,
            cells: cells(one),
          }))}
        />
      )}
      <Refusals refusals={refusals} />
      {waiting.count > 0 && <p>{waitingWords(waiting).join(' ')}</p>}
      <WeekHeat hours={report.utilisation} />
    </>
  )
}

function waitingWords({ count, median_minutes, nine_of_ten_minutes }: Fairness['waiting']): string[] {
  const half = median_minutes === null ? [] : [fill(w.waitedHalf, { half: minutesWords(median_minutes) })]
  const most =
    nine_of_ten_minutes === null ? [] : [fill(w.waitedMost, { most: minutesWords(nine_of_ten_minutes) })]
  return [counted(w.fromWaitlist, count), ...half, ...most]
}

const columnNames = () => [
  w.share,
  w.hours,
  w.ofPrimeTime,
  w.energy,
  w.bookings,
  w.noShows,
  w.lateCancels,
  w.overstays,
]

function cells(use: Use): string[] {
  return [
    percent(use.share),
    rounded(use.hours, 1),
    percent(use.prime_share),
    kwh(use.energy_kwh),
    rounded(use.bookings + use.walk_ups, 0),
    rounded(use.no_shows, 0),
    rounded(use.late_cancels, 0),
    rounded(use.overstays, 0),
  ]
}

function Refusals({ refusals }: { refusals: Fairness['refusals'] }) {
  const counts = Object.entries(refusals.by_code).sort(([, a], [, b]) => b - a)
  const most = Math.max(1, ...counts.map(([, count]) => count))
  if (counts.length === 0) return <p>{w.nobodyRefused}</p>
  return (
    <BarTable
      caption={counted(w.refusedCaption, refusals.requests)}
      head={w.rule}
      columns={[w.times]}
      rows={counts.map(([code, count]) => ({
        name: refusalName(code),
        share: count / most,
        cells: [rounded(count, 0)],
      }))}
    />
  )
}
