import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/http'
import type { Load } from '../lib/hooks'
import { fieldLabel, problemWords } from '../lib/problem-words'
import { periodWords } from '../lib/time'
import { violationWords } from '../lib/violations'
import { counted, fill, words, woven } from '../words'
import { useLabels } from './labelled'
import { RefusedTimes } from './refused-times'

const w = words('common')

/** The four states of something loaded: loading, failed, and (by `children`) empty or shown. */
export function Shown<T>({ load, children }: { load: Load<T>; children: (data: T) => ComponentChildren }) {
  const { loaded, reload } = load
  if (loaded.state === 'loading') return <Loading />
  if (loaded.state === 'failed') return <Failure problem={loaded.problem} onRetry={reload} />
  return (
    <>
      {loaded.problem && <Failure problem={loaded.problem} onRetry={reload} />}
      {children(loaded.data)}
    </>
  )
}

export function Loading({ label = w.loading }: { label?: string }) {
  return (
    <div class="loading" role="status">
      <span class="spinner" aria-hidden="true" />
      {label}
    </div>
  )
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children && <div class="muted">{children}</div>}
    </div>
  )
}

/** A refusal in the server's words, each broken rule with the time when it would pass. */
export function Failure({
  problem,
  zone = 'UTC',
  onRetry,
}: {
  problem: Problem
  zone?: string | undefined
  onRetry?: () => void
}) {
  const fields = Object.entries(problem.fields)
  const labels = useLabels()
  const wait = problem.retryAfterSeconds
  const reasons = problem.violations.map((violation) => violationWords(violation, zone))
  return (
    <div class="note bad" role="alert">
      <p>
        {summary(problem, reasons)} {wait !== null && counted(w.tryAgainIn, wait)}{' '}
        <code class="code">{problem.code}</code>
      </p>
      {reasons.length > 1 && (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {problem.refused.length > 0 && <RefusedTimes refused={problem.refused} zone={zone} />}
      {problem.inTheWay.length > 0 && (
        <ul>
          {problem.inTheWay.map((booking) => (
            <li key={booking.booking_id}>
              {fill(booking.is_charging ? w.inTheWayCharging : w.inTheWay, {
                period: periodWords(booking.start_date_time, booking.end_date_time, zone),
                driver: booking.driver_name ?? w.somebodyGone,
              })}
            </li>
          ))}
        </ul>
      )}
      {fields.length > 0 && (
        <ul>
          {fields.map(([field, detail]) => (
            <li key={field}>{faultWords(fieldLabel(field, labels), detail)}</li>
          ))}
        </ul>
      )}
      {problem.correlationId !== null && (
        <p class="small-print">
          {woven(w.tellNumber, { number: <bdi class="mono chosen-whole">{problem.correlationId}</bdi> })}
        </p>
      )}
      {onRetry && (
        <button type="button" class="small" onClick={onRetry}>
          {w.tryAgain}
        </button>
      )}
    </div>
  )
}

function faultWords(label: string | null, fault: string): ComponentChildren {
  return label === null ? fault : woven(w.fieldRefused, { field: <strong>{label}</strong>, fault })
}

function summary(problem: Problem, [reason, ...more]: readonly string[]): string {
  if (reason === undefined) return problemWords(problem)
  return more.length === 0 ? reason : w.manyReasons
}
