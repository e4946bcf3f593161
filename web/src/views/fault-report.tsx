import { useState } from 'preact/hooks'
import { chargers } from '../api/client'
import type { FaultKind } from '../api/types'
import { useAction } from '../lib/hooks'
import { useDraft } from '../lib/unsaved'
import { orNull } from '../lib/words'
import { Field, Form, Select, Submit } from '../parts/fields'
import { Failure } from '../parts/states'
import { place } from '../router'
import { words, woven } from '../words'

const w = words('charger')

const MOST_NOTE = 500
const NOTHING: { what: FaultKind; note: string } = { what: 'no_power', note: '' }

/** Telling those who run a charger what is wrong with it. Only accounts can. */
export function FaultReport({ chargerId, isIn }: { chargerId: string; isIn: boolean }) {
  return (
    <details class="card">
      <summary>{w.reportFault}</summary>
      {isIn ? <Report chargerId={chargerId} /> : <LogInFirst />}
    </details>
  )
}

function LogInFirst() {
  const href = `/login?next=${encodeURIComponent(place.value.path)}`
  return <p>{woven(w.logInToReport, { login: <a href={href}>{w.logIn}</a> })}</p>
}

function Report({ chargerId }: { chargerId: string }) {
  const [fault, setFault, done] = useDraft(`fault ${chargerId}`, NOTHING)
  const [isSent, setSent] = useState(false)
  const report = useAction(async () => {
    await chargers.report(chargerId, { what: fault.what, note: orNull(fault.note) })
    setSent(true)
    done()
  })
  return (
    <>
      <div role="status">{isSent && <p class="note good">{w.reported}</p>}</div>
      {!isSent && (
        <Form label={w.reportFault} onSubmit={() => void report.run()}>
          {report.problem && <Failure problem={report.problem} />}
          <Select
            label={w.whatIsWrong}
            value={fault.what}
            options={Object.entries(w.faults) as [FaultKind, string][]}
            onInput={(what) => setFault({ ...fault, what })}
          />
          <Field
            label={w.note}
            name="note"
            value={fault.note}
            onInput={(note) => setFault({ ...fault, note })}
            rows={3}
            maxLength={MOST_NOTE}
            problem={report.problem}
          />
          <Submit busy={report.busy}>{w.send}</Submit>
        </Form>
      )}
    </>
  )
}
