import type { Held, NewReview, Review } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { moneyWords } from '../../lib/money'
import { periodWords } from '../../lib/time'
import { useDraft } from '../../lib/unsaved'
import { chargerLabel, kwh, numberOrNull } from '../../lib/words'
import { counted, fill, words } from '../../words'
import { Field, Form, Select } from '../fields'
import { Failure } from '../states'

const w = words('upkeep')

type Decision = NewReview['decision']

const DECISIONS: readonly Decision[] = ['accept', 'correct', 'void']

/** A session that waits for a decision: what is odd about it, its figures, and the decision. */
export function HeldCard({ held, decide }: { held: Held; decide: Action<[NewReview]> }) {
  const { session, oddities } = held
  const [draft, setDraft, done] = useDraft(`review ${session.session_id}`, {
    decision: 'accept' as Decision,
    energy: String(session.energy_kwh),
    reason: '',
  })
  const { decision, energy, reason } = draft
  const end = session.end_date_time ?? session.updated_at
  const who = session.driver_name ?? w.unknownDriver

  function send() {
    const kwhTyped = numberOrNull(energy.replace(',', '.'))
    const corrected = decision === 'correct' && kwhTyped !== null ? { energy_kwh: kwhTyped } : {}
    void decide.run({ decision, reason, ...corrected }).then((isDecided) => isDecided && done())
  }

  return (
    <li class="card" aria-label={fill(w.sessionOf, { driver: who })}>
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
          <li key={flag}>{flagWords(flag) ?? detail}</li>
        ))}
      </ul>
      <dl class="facts">
        <dt>{w.asTheyAre}</dt>
        <dd>
          {kwh(session.energy_kwh)}, {moneyWords(session.cost)}
        </dd>
        <dt>{w.meter}</dt>
        <dd>{meterWords(held)}</dd>
      </dl>
      <Form label={fill(w.reviewSessionOf, { driver: who })} onSubmit={send}>
        {decide.problem && <Failure problem={decide.problem} zone={session.time_zone} />}
        <div class="grid">
          <Select
            label={w.whatIsRight}
            value={decision}
            options={DECISIONS.map((one) => [one, w.decisions[one]] as const)}
            onInput={(value) => setDraft({ ...draft, decision: value as Decision })}
          />
          {decision === 'correct' && (
            <Field
              label={w.energyKwh}
              name="energy_kwh"
              value={energy}
              onInput={(energy) => setDraft({ ...draft, energy })}
              problem={decide.problem}
              inputMode="decimal"
              required
            />
          )}
          <Field
            label={w.why}
            name="reason"
            value={reason}
            onInput={(reason) => setDraft({ ...draft, reason })}
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
          {w.decide}
        </button>
      </Form>
    </li>
  )
}

const flagWords = (flag: string): string | undefined => (w.flags as Record<string, string>)[flag]

function meterWords({ meter_start_kwh, meter_stop_kwh, readings }: Held): string {
  const told = (value: number | null) => (value === null ? w.notTold : kwh(value))
  const span = { from: told(meter_start_kwh), until: told(meter_stop_kwh) }
  return readings === 0 ? fill(w.meterSpan, span) : counted(w.meterSpanRead, readings, span)
}

/** What was decided, with the records that were added. */
export function Decided({ review }: { review: Review }) {
  const { session, records } = review
  return (
    <div class="note good">
      <p>
        {fill(w.decided[review.decision], {
          driver: session.driver_name ?? w.unknownDriver,
          station: session.station_name,
          energy: kwh(session.energy_kwh),
          cost: moneyWords(session.cost),
        })}{' '}
        <a href={`/sessions/${session.session_id}`}>{w.openIt}</a>
      </p>
      {records.length > 0 && (
        <ul>
          {records.map((record) => (
            <li key={record.cdr_id}>
              {fill(record.is_credit ? w.takenBack : w.recorded, {
                energy: kwh(record.energy_kwh),
                cost: moneyWords(record.cost),
              })}{' '}
              <span class="mono">{record.cdr_id}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
