import { useState } from 'preact/hooks'
import { security } from '../../api/charge-point'
import { useAction, useLoad } from '../../lib/hooks'
import { useCommand } from '../../lib/operator/following'
import { profileTexts, sentenceOf } from '../../lib/operator/reasons'
import { profileMeanings, stepWords } from '../../lib/operator/words'
import { instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Select } from '../../parts/fields'
import { Said } from '../../parts/operator/said'
import { Told } from '../../parts/operator/told'
import { Failure, Shown } from '../../parts/states'
import { fill, words, woven } from '../../words'
import { Certificates } from './certificates'
import type { Here } from './here'

const w = words('operating')

export function Security(here: Here) {
  return (
    <>
      <Profile {...here} />
      <Password {...here} />
      <Certificates {...here} />
    </>
  )
}

function Profile({ id, point, zone }: Here) {
  const load = useLoad(id, () => security.profile(id), { live: [`charge_point:${id}`] })
  const [wanted, setWanted] = useState('')
  const move = useAction(async (profile: number) => load.put(await security.moveUp(id, profile)))
  return (
    <section class="card" aria-label={w.securityProfile}>
      <h2>{w.securityProfile}</h2>
      <Shown load={load}>
        {({ security_profile: now, change }) => {
          const meanings = profileMeanings()
          const higher = meanings
            .map((meaning, n) => [n, meaning] as const)
            .filter(([n]) => n > Math.max(now, 0))
          const chosen = Number(wanted || higher[0]?.[0])
          return (
            <>
              <p>{woven(w.profileNow, { profile: <strong>{now}</strong>, meaning: meanings[now] })}</p>
              {change && (
                <div role="status">
                  {change.state === 'pending' && (
                    <p class="note">
                      {fill(w.changing, { profile: change.security_profile, step: stepWords(change.step) })}
                    </p>
                  )}
                  {change.state === 'failed' && (
                    <p class="note bad">
                      {woven(w.changeFailed, {
                        profile: change.security_profile,
                        why: change.why ? (
                          <Said sentence={sentenceOf(profileTexts(), change.reason)} detail={change.why} />
                        ) : (
                          stepWords(change.step)
                        ),
                      })}
                    </p>
                  )}
                  {change.state === 'applied' && change.ended_at && (
                    <p class="note good">
                      {fill(w.changedSince, { time: instantWords(change.ended_at, zone) })}
                    </p>
                  )}
                </div>
              )}
              {higher.length > 0 ? (
                <div class="form inline">
                  <Select
                    label={w.moveUpTo}
                    value={String(chosen)}
                    options={higher.map(
                      ([profile, meaning]) =>
                        [String(profile), fill(w.profileOption, { profile, meaning })] as const,
                    )}
                    onInput={setWanted}
                    class="grow"
                  />
                  <ConfirmButton
                    class=""
                    label={w.moveUp}
                    title={fill(w.moveUpTitle, { profile: chosen })}
                    confirm={w.moveUp}
                    danger={false}
                    action={{ ...move, run: () => move.run(chosen) }}
                  >
                    <p>{fill(w.moveUpMeaning, { meaning: meanings[chosen] ?? '' })}</p>
                    <p>{w.moveUpSafe}</p>
                    <p>{w.moveUpForever}</p>
                  </ConfirmButton>
                </div>
              ) : (
                <p class="muted">{w.noneHigher}</p>
              )}
              {move.problem && <Failure problem={move.problem} />}
              {!point.online && <p class="hint">{w.mustBeConnected}</p>}
            </>
          )
        }}
      </Shown>
    </section>
  )
}

function Password({ id, point }: Here) {
  const rotate = useCommand(() => security.rotatePassword(id))
  return (
    <section class="card" aria-label={w.password}>
      <h2>{w.password}</h2>
      <p>{w.passwordLead}</p>
      <div class="actions">
        <ConfirmButton
          class=""
          label={w.changePassword}
          title={w.changePasswordTitle}
          confirm={w.changePassword}
          danger={false}
          action={rotate}
        >
          <p>{w.changePasswordLead}</p>
        </ConfirmButton>
      </div>
      <Told asking={rotate} online={point.online} />
    </section>
  )
}
