import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../api/types'
import type { Action } from '../lib/hooks'
import { moneyWords, priceWords } from '../lib/money'
import { instantWords, periodWords, stopwatch } from '../lib/time'
import { kw, kwh, numberOrNull } from '../lib/words'
import { fill, words, woven } from '../words'
import { Field, Form, Submit } from './fields'
import { Figure } from './figure'
import { Badge } from './icons'
import { PowerCurve } from './power-curve'
import { Failure } from './states'

const w = words('visits')

interface LiveProps {
  session: Session
  now: Date
  /** A plain charger measures nothing: the driver may tell the energy at check-out. */
  isPlain: boolean
  isStopping: boolean
  stop: Action<[number | null]>
}

export function LiveSession({ session, now, isPlain, isStopping, stop }: LiveProps) {
  const [energy, setEnergy] = useState('')
  return (
    <section class="card live" aria-label={w.chargingNow}>
      <Badge state={{ word: isStopping ? w.stopping : w.charging, shape: 'bolt', tone: 'busy' }} />
      <div class="figures">
        <Figure label={w.energy} testId="live-energy">
          {kwh(session.energy_kwh)}
        </Figure>
        <Figure label={w.power} testId="live-power">
          {session.power_kw === null ? '–' : kw(session.power_kw)}
        </Figure>
        <Figure label={w.costSoFar} testId="live-cost">
          {moneyWords(session.cost)}
        </Figure>
        <Figure label={w.duration} testId="live-duration">
          {stopwatch(session.start_date_time, now)}
        </Figure>
      </div>
      {stop.problem && <Failure problem={stop.problem} />}
      <Form label={w.stopCharging} onSubmit={() => void stop.run(isPlain ? numberOrNull(energy) : null)}>
        {isPlain && (
          <Field
            label={w.energyTaken}
            name="energy_kwh"
            value={energy}
            onInput={setEnergy}
            problem={stop.problem}
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            hint={w.energyTakenHint}
          />
        )}
        <Submit busy={stop.busy || isStopping} class="stop">
          {w.stopCharging}
        </Submit>
      </Form>
      <PowerCurve readings={session.readings ?? []} zone={session.time_zone} />
      <p class="muted small-print">
        {fill(w.since, { time: instantWords(session.start_date_time, session.time_zone) })} ·{' '}
        {priceWords(session.tariff)}
      </p>
    </section>
  )
}

export function FinishedSession({ session }: { session: Session }) {
  const end = session.end_date_time ?? session.updated_at
  return (
    <section class="card" aria-label={w.session}>
      <Badge
        state={
          session.state === 'INVALID'
            ? { word: w.underReview, shape: 'cross', tone: 'bad' }
            : { word: w.finished, shape: 'plug', tone: 'free' }
        }
      />
      <div class="figures">
        <Figure label={w.energy} testId="session-energy">
          {kwh(session.energy_kwh)}
        </Figure>
        <Figure label={w.cost} testId="session-cost">
          {moneyWords(session.cost)}
        </Figure>
        <Figure label={w.duration} testId="session-duration">
          {stopwatch(session.start_date_time, end)}
        </Figure>
      </div>
      <PowerCurve readings={session.readings ?? []} zone={session.time_zone} />
      <dl class="facts">
        <dt>{w.when}</dt>
        <dd>{periodWords(session.start_date_time, end, session.time_zone)}</dd>
        <dt>{w.price}</dt>
        <dd>{priceWords(session.tariff)}</dd>
        {session.driver_name && (
          <>
            <dt>{w.driver}</dt>
            <dd>{session.driver_name}</dd>
          </>
        )}
        {session.stop_reason && (
          <>
            <dt>{w.endedBy}</dt>
            <dd>{stopWords(session.stop_reason)}</dd>
          </>
        )}
        {session.reviews?.map((review) => (
          <Fragment key={review.at}>
            <dt>{w.reviewed}</dt>
            <dd>
              {woven<string>(w.reviews[review.decision], {
                reason: <bdi>{review.reason}</bdi>,
                energy: review.energy_kwh === null ? '' : kwh(review.energy_kwh),
              })}
            </dd>
          </Fragment>
        ))}
        {session.cdr_id && (
          <>
            <dt>{w.record}</dt>
            <dd class="mono">{session.cdr_id}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** Why it ended, in the reader's language; in the charger's word where it is none that is known. */
function stopWords(reason: string): string {
  return (w.stopReasons as Readonly<Record<string, string | undefined>>)[reason] ?? reason
}
