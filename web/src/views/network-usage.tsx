import { useState } from 'preact/hooks'
import { reports } from '../api/sharing'
import { useAction, useLoad } from '../lib/hooks'
import { saveFile } from '../lib/save-file'
import { dayOf, HERE, monthWords } from '../lib/time'
import { monthsBefore } from '../lib/usage'
import { Select } from '../parts/fields'
import { NetworkUsageCards } from '../parts/network-usage'
import { Empty, Failure, Shown } from '../parts/states'
import { fill, words } from '../words'
import { NetworkPage } from './network-page'

const w = words('reports')

const YEARS_BACK = 3

/** What a network is used for and earns, by month and by charger. */
export function NetworkUsage({ id }: { id: string }) {
  return <NetworkPage id={id}>{() => <Report id={id} />}</NetworkPage>
}

function Report({ id }: { id: string }) {
  const months = monthsBefore(dayOf(new Date(), HERE), YEARS_BACK * 12)
  const [until, setUntil] = useState(months[0] ?? '')
  const load = useLoad(`${id} ${until}`, () => reports.usage(id, until))
  const download = useAction(async () =>
    saveFile(fill(w.usageFile, { month: until }), await reports.usageCsv(id, until)),
  )
  return (
    <section class="report">
      <header class="section-head">
        <h2>{w.usageTitle}</h2>
        <button type="button" class="small" disabled={download.busy} onClick={() => void download.run()}>
          {w.csv}
        </button>
      </header>
      {download.problem && <Failure problem={download.problem} />}
      <p class="muted">{w.usageLead}</p>
      <Select
        label={w.until}
        value={until}
        options={months.map((month) => [month, monthWords(month)] as const)}
        onInput={setUntil}
      />
      <Shown load={load}>
        {(usage) =>
          usage.months.every((month) => month.sessions + month.bookings === 0) ? (
            <Empty title={w.noUsage}>
              <p>{w.noUsageLead}</p>
            </Empty>
          ) : (
            <NetworkUsageCards usage={usage} />
          )
        }
      </Shown>
    </section>
  )
}
