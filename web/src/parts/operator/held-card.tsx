import { useState } from 'preact/hooks'
import type { Held, NewReview, Review } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { moneyWords } from '../../lib/money'
import { counted } from '../../lib/policy-words'
import { periodWords } from '../../lib/time'
import { chargerLabel, kwh, numberOrNull } from '../../lib/words'
import { Field, Form, Select } from '../fields'
import { Failure } from '../states'

type Decision = NewReview['decision']

const DECISIONS: readonly (readonly [Decision, string])[] = [
  ['accept', 'Let it stand as it is'],
  ['correct', 'Correct the energy'],
  ['void', 'Void it: nothing was taken'],
]

const DONE: Readonly<Record<Decision, string>> = {
  accept: 'stands as it is',
  correct: 'is corrected',
  void: 'is void',
}

/** A session that waits for a decision: what is odd about it, its figures, and the decision. */
export function HeldCard({ held, decide }: { held: Held; decide: Action<[NewReview]> }) {
  const { session, oddities } = held
  const [decision, setDecision] = useState<Decision>('accept')
  const [energy, setEnergy] = useState(String(session.energy_kwh))
  const [reason, setReason] = useState('')
  const end = session.end_date_time ?? session.updated_at
  const who = session.driver_name ?? 'Unknown driver'

  function send() {
    const kwhTyped = numberOrNull(energy.replace(',', '.'))
    const corrected = decision === 'correct' && kwhTyped !== null ? { energy_kwh: kwhTyped } : {}
    void decide.run({ decision, reason, ...corrected })
  }

  return (
    <li class="card" aria-label={`Session of ${who}`}>
      <div class="row-main">
        <strong>
          <a href={`/sessions/${session.session_id}`}>
            {who} · {session.station_name} {chargerLabel(session.charger_name)}
          </a>
        </strong>
        <span class="muted">{periodWords(session.start_date_time, end, session.time_zone)}</span>
      </div>
      <ul class="reasons">
        {oddities.map(({ flag, detail }) => (
          <li key={flag}>{detail}</li>
        ))}
      </ul>
      <dl class="facts">
        <dt>Energy and cost as they are</dt>
        <dd>
          {kwh(session.energy_kwh)}, {moneyWords(session.cost)}
        </dd>
        <dt>Meter</dt>
        <dd>
          {meter(held.meter_start_kwh)} to {meter(held.meter_stop_kwh)}
          {held.readings > 0 && `, ${counted(held.readings, 'reading', 'readings')} between`}
        </dd>
      </dl>
      <Form label={`Review the session of ${who}`} onSubmit={send}>
        {decide.problem && <Failure problem={decide.problem} zone={session.time_zone} />}
        <div class="grid">
          <Select
            label="What is right"
            value={decision}
            options={DECISIONS}
            onInput={(value) => setDecision(value as Decision)}
          />
          {decision === 'correct' && (
            <Field
              label="Energy (kWh)"
              name="energy_kwh"
              value={energy}
              onInput={setEnergy}
              problem={decide.problem}
              inputMode="decimal"
              required
            />
          )}
          <Field
            label="Why"
            name="reason"
            value={reason}
            onInput={setReason}
            problem={decide.problem}
            maxLength={500}
            required
          />
        </div>
        <button
          type="submit"
          class={decision === 'void' ? 'danger' : 'primary'}
          aria-busy={decide.busy}
          disabled={decide.busy}
        >
          Decide
        </button>
      </Form>
    </li>
  )
}

function meter(value: number | null): string {
  return value === null ? 'not told' : kwh(value)
}

/** What was decided, with the records that were added. */
export function Decided({ review }: { review: Review }) {
  const { session, records } = review
  return (
    <div class="note good">
      <p>
        The session of {session.driver_name ?? 'an unknown driver'} at {session.station_name}{' '}
        {DONE[review.decision]}: {kwh(session.energy_kwh)}, {moneyWords(session.cost)}.{' '}
        <a href={`/sessions/${session.session_id}`}>Open it</a>
      </p>
      {records.length > 0 && (
        <ul>
          {records.map((record) => (
            <li key={record.cdr_id}>
              {record.is_credit ? 'Taken back' : 'Recorded'}: {kwh(record.energy_kwh)},{' '}
              {moneyWords(record.cost)} <span class="mono">{record.cdr_id}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
