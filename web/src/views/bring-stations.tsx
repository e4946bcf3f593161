import { useState } from 'preact/hooks'
import { networks } from '../api/client'
import { stationFiles } from '../api/operating'
import type { Brought, StationFile } from '../api/operating-types'
import { useAction, useLoad } from '../lib/hooks'
import { saveFile } from '../lib/save-file'
import { formatOf, NEEDED, readyOf, SAMPLE } from '../lib/station-file'
import { useDraft } from '../lib/unsaved'
import { BroughtTable } from '../parts/brought-table'
import { Field, Form, Submit } from '../parts/fields'
import { FileField } from '../parts/file-field'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { counted, fill, listed, words } from '../words'

const w = words('managing')
const common = words('common')

/** Many stations at once: from a file, once it is seen what would become of it; and as a file. */
export function BringStations({ id }: { id: string }) {
  const network = useLoad(id, () => networks.one(id))
  return (
    <Page
      title={w.bringTitle}
      lead={w.bringLead}
      back={{ href: `/networks/${id}`, label: network.loaded.data?.name ?? w.network }}
      size="wide"
    >
      <Bring id={id} />
      <Take id={id} />
    </Page>
  )
}

function Bring({ id }: { id: string }) {
  const [text, setText, done] = useDraft(`stations ${id}`, '')
  const [brought, setBrought] = useState<Brought | null>(null)
  const [isDone, setDone] = useState(false)
  const send = (dry_run: boolean) => stationFiles.bring(id, { format: formatOf(text), text, dry_run })
  const check = useAction(async () => {
    setDone(false)
    setBrought(await send(true))
  })
  const bring = useAction(async () => {
    setBrought(await send(false))
    done()
    setDone(true)
  })
  function typed(next: string) {
    check.clear()
    bring.clear()
    setBrought(null)
    setText(next)
  }
  const ready = brought === null ? 0 : readyOf(brought)
  const problem = check.problem ?? bring.problem
  return (
    <>
      <Form class="card" label={w.bringTitle} onSubmit={() => void check.run()}>
        <Field
          label={w.bringText}
          name="text"
          value={text}
          onInput={typed}
          rows={8}
          hint={fill(w.bringTextHint, { columns: listed(NEEDED) })}
          class="json-field"
          required
        />
        <FileField
          label={w.bringFile}
          accept=".csv,.tsv,.txt,.json,.geojson,text/csv,application/geo+json"
          onFile={async (file) => typed(await file.text())}
        />
        {problem && <Failure problem={problem} />}
        <div class="actions">
          <Submit busy={check.busy}>{w.check}</Submit>
          {text === '' && (
            <button type="button" onClick={() => typed(SAMPLE)}>
              {w.useSample}
            </button>
          )}
        </div>
      </Form>
      <div role="status">
        {brought !== null && <p class="note">{isDone ? doneWords(brought) : readyWords(brought)}</p>}
      </div>
      {ready > 0 && (
        <div class="actions">
          <button
            type="button"
            class="primary"
            aria-busy={bring.busy}
            disabled={bring.busy}
            onClick={() => void bring.run()}
          >
            {counted(w.bringNow, ready)}
          </button>
        </div>
      )}
      {brought !== null && brought.stations.length > 0 && (
        <BroughtTable caption={isDone ? w.brought : w.checked} brought={brought} />
      )}
    </>
  )
}

function readyWords(brought: Brought): string {
  if (brought.stations.length === 0) return w.nothingInIt
  const ready = readyOf(brought)
  return ready === 0 ? w.noneReady : counted(w.ready, ready)
}

function doneWords({ created, refused }: Brought): string {
  const made = counted(w.created, created)
  return refused === 0
    ? made
    : fill(common.twoSentences, { first: made, second: counted(w.refused, refused) })
}

function Take({ id }: { id: string }) {
  const take = useAction(async (format: StationFile['format']) => {
    let part = 1
    for await (const file of stationFiles.take(id, format)) {
      saveFile(`stations${part === 1 ? '' : `-${part}`}.${format}`, file)
      part += 1
    }
  })
  return (
    <section>
      <h2>{w.takeTitle}</h2>
      <p>{w.takeLead}</p>
      {take.problem && <Failure problem={take.problem} />}
      <div class="actions">
        <button type="button" disabled={take.busy} onClick={() => void take.run('csv')}>
          {w.takeCsv}
        </button>
        <button type="button" disabled={take.busy} onClick={() => void take.run('geojson')}>
          {w.takeGeojson}
        </button>
      </div>
    </section>
  )
}
