import { rollouts } from '../../api/operating'
import type { Rollout as Data, Step } from '../../api/operating-types'
import { useAction, useLoad } from '../../lib/hooks'
import { commandWords, stepState } from '../../lib/operator/commands'
import { nameWords, useNames } from '../../lib/operator/names'
import { rolloutTexts, sentenceOf, stepTexts } from '../../lib/operator/reasons'
import { progress, progressWords } from '../../lib/operator/rollouts'
import { rolloutState } from '../../lib/operator/words'
import { usePages } from '../../lib/pages'
import { codeWords } from '../../lib/problem-words'
import { percent } from '../../lib/share-words'
import { HERE, instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Badge } from '../../parts/icons'
import { More } from '../../parts/more'
import { Said } from '../../parts/operator/said'
import { Failure, Shown } from '../../parts/states'
import { counted, fill, listed, words } from '../../words'
import { OperatingPage } from './frame'

const w = words('upkeep')

export function Rollout({ id, rollout }: { id: string; rollout: string }) {
  return <OperatingPage id={id}>{() => <One network={id} id={rollout} />}</OperatingPage>
}

function One({ network, id }: { network: string; id: string }) {
  const load = useLoad(id, () => rollouts.one(id), { live: [`rollout:${id}`] })
  const steps = usePages(id, (cursor) => rollouts.steps(id, cursor), { live: [`rollout:${id}`] })
  return (
    <>
      <Shown load={load}>
        {(rollout) => (
          <Progress
            rollout={rollout}
            network={network}
            put={(changed) => {
              load.put(changed)
              steps.load.reload()
            }}
          />
        )}
      </Shown>
      <section>
        <h2>{w.chargePoints}</h2>
        <Shown load={steps.load}>
          {(list) => (
            <ul class="rows" aria-label={w.chargePoints}>
              {list.map((step) => (
                <StepRow key={step.charge_point_id} step={step} />
              ))}
            </ul>
          )}
        </Shown>
        <More more={steps.more} />
      </section>
    </>
  )
}

function Progress({ rollout, network, put }: { rollout: Data; network: string; put: (r: Data) => void }) {
  const id = rollout.rollout_id
  const names = useNames(network)
  const stop = useAction(async () => put(await rollouts.stop(id)))
  const resume = useAction(async () => put(await rollouts.resume(id)))
  const { done, all } = progress(rollout)
  return (
    <section class="card" aria-label={w.progress}>
      <header class="section-head">
        <h2>{rollout.name || commandWords(rollout)}</h2>
        <Badge state={rolloutState(rollout.state)} />
      </header>
      {rollout.name && <p>{commandWords(rollout)}</p>}
      <div class="level" role="status">
        <span>{progressWords(rollout)}</span>
        <progress aria-label={w.answered} value={done} max={Math.max(1, all)} />
      </div>
      {rollout.detail && (
        <p class="note warn">
          <Said sentence={sentenceOf(rolloutTexts(), rollout.reason)} detail={rollout.detail} />
        </p>
      )}
      <dl class="facts">
        <dt>{w.stage}</dt>
        <dd>
          {fill(w.stageOf, {
            stage: rollout.stage,
            all: rollout.stages.length,
            percents: listed(rollout.stages.map((stage) => percent(stage / 100))),
          })}
        </dd>
        <dt>{w.stopsAfter}</dt>
        <dd>
          {rollout.max_failures === null ? w.neverStops : counted(w.stopsAfterFailures, rollout.max_failures)}
        </dd>
        <dt>{w.begun}</dt>
        <dd>
          {fill(w.begunBy, {
            time: instantWords(rollout.created_at, HERE),
            name: nameWords(rollout.requested_by, names),
          })}
        </dd>
        {rollout.ended_at === null && (
          <>
            <dt>{w.waitsUntil}</dt>
            <dd>{instantWords(rollout.deadline_at, HERE)}</dd>
          </>
        )}
      </dl>
      <div class="actions">
        {rollout.state === 'RUNNING' && (
          <ConfirmButton class="" label={w.stop} title={w.stopTitle} confirm={w.stop} action={stop}>
            <p>{w.stopLead}</p>
          </ConfirmButton>
        )}
        {rollout.state === 'STOPPED' && (
          <button type="button" class="primary" disabled={resume.busy} onClick={() => void resume.run()}>
            {w.resume}
          </button>
        )}
      </div>
      {resume.problem && <Failure problem={resume.problem} />}
    </section>
  )
}

function StepRow({ step }: { step: Step }) {
  return (
    <li class="row">
      <div class="row-main">
        <a href={`/charge-points/${encodeURIComponent(step.charge_point_id)}`}>
          <span class="mono">{step.charge_point_id}</span>
        </a>
        <span class="muted">
          {step.ended_at
            ? fill(w.inStageEnded, { stage: step.stage, time: instantWords(step.ended_at, HERE) })
            : fill(w.inStage, { stage: step.stage })}
        </span>
        {step.detail && (
          <span>
            {step.problem_code === null ? (
              <Said sentence={sentenceOf(stepTexts(), step.reason)} detail={step.detail} />
            ) : (
              codeWords(step.problem_code, step.detail)
            )}
          </span>
        )}
      </div>
      <Badge state={stepState(step.state)} />
    </li>
  )
}
