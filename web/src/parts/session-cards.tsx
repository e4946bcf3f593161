import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from '../api/types'
import type { Action } from '../lib/hooks'
import { moneyWords, priceWords } from '../lib/money'
import { instantWords, periodWords, stopwatch } from '../lib/time'
import { kw, kwh, numberOrNull } from '../lib/words'
import { Field, Form, Submit } from './fields'
import { Badge } from './icons'
import { PowerCurve } from './power-curve'
import { Failure } from './states'

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
    <section class="card live" aria-label="Charging now">
      <Badge state={{ word: isStopping ? 'Stopping…' : 'Charging', shape: 'bolt', tone: 'busy' }} />
      <div class="figures">
        <Figure label="Energy" testId="live-energy">
          {kwh(session.energy_kwh)}
        </Figure>
        <Figure label="Power" testId="live-power">
          {session.power_kw === null ? '–' : kw(session.power_kw)}
        </Figure>
        <Figure label="Cost so far" testId="live-cost">
          {moneyWords(session.cost)}
        </Figure>
        <Figure label="Duration" testId="live-duration">
          {stopwatch(session.start_date_time, now)}
        </Figure>
      </div>
      <PowerCurve readings={session.readings ?? []} zone={session.time_zone} />
      <p class="muted small-print">
        Since {instantWords(session.start_date_time, session.time_zone)} · {priceWords(session.tariff)}
      </p>
      {stop.problem && <Failure problem={stop.problem} />}
      <Form label="Stop charging" onSubmit={() => void stop.run(isPlain ? numberOrNull(energy) : null)}>
        {isPlain && (
          <Field
            label="Energy taken (kWh)"
            name="energy_kwh"
            value={energy}
            onInput={setEnergy}
            problem={stop.problem}
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            hint="This charger does not measure. Read it from your car."
          />
        )}
        <Submit busy={stop.busy || isStopping} class="stop">
          Stop charging
        </Submit>
      </Form>
    </section>
  )
}

export function FinishedSession({ session }: { session: Session }) {
  const end = session.end_date_time ?? session.updated_at
  return (
    <section class="card" aria-label="Session">
      <Badge
        state={
          session.state === 'INVALID'
            ? { word: 'Under review', shape: 'cross', tone: 'bad' }
            : { word: 'Finished', shape: 'plug', tone: 'free' }
        }
      />
      <div class="figures">
        <Figure label="Energy" testId="session-energy">
          {kwh(session.energy_kwh)}
        </Figure>
        <Figure label="Cost" testId="session-cost">
          {moneyWords(session.cost)}
        </Figure>
        <Figure label="Duration" testId="session-duration">
          {stopwatch(session.start_date_time, end)}
        </Figure>
      </div>
      <PowerCurve readings={session.readings ?? []} zone={session.time_zone} />
      <dl class="facts">
        <dt>When</dt>
        <dd>{periodWords(session.start_date_time, end, session.time_zone)}</dd>
        <dt>Price</dt>
        <dd>{priceWords(session.tariff)}</dd>
        {session.driver_name && (
          <>
            <dt>Driver</dt>
            <dd>{session.driver_name}</dd>
          </>
        )}
        {session.stop_reason && (
          <>
            <dt>Ended by</dt>
            <dd>{session.stop_reason}</dd>
          </>
        )}
        {session.reviews?.map((review) => (
          <Fragment key={review.at}>
            <dt>Reviewed</dt>
            <dd>
              {REVIEWED[review.decision]}
              {review.energy_kwh !== null && ` to ${kwh(review.energy_kwh)}`}: {review.reason}
            </dd>
          </Fragment>
        ))}
        {session.cdr_id && (
          <>
            <dt>Record</dt>
            <dd class="mono">{session.cdr_id}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

const REVIEWED = { accept: 'It stands as it is', correct: 'Corrected', void: 'Void' }

function Figure({ label, testId, children }: { label: string; testId: string; children: ComponentChildren }) {
  return (
    <div class="figure">
      <span class="figure-label">{label}</span>
      <span class="figure-value" data-testid={testId}>
        {children}
      </span>
    </div>
  )
}
