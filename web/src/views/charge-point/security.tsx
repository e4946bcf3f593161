import { useState } from 'preact/hooks'
import { security } from '../../api/charge-point'
import { useAction, useLoad } from '../../lib/hooks'
import { useCommand } from '../../lib/operator/following'
import { PROFILES, STEPS } from '../../lib/operator/words'
import { instantWords } from '../../lib/time'
import { ConfirmButton } from '../../parts/confirm'
import { Select } from '../../parts/fields'
import { Told } from '../../parts/operator/told'
import { Failure, Shown } from '../../parts/states'
import { Certificates } from './certificates'
import type { Here } from './here'

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
    <section class="card" aria-label="Security profile">
      <h2>Security profile</h2>
      <Shown load={load}>
        {({ security_profile: now, change }) => {
          const higher = PROFILES.map((words, n) => [n, words] as const).filter(([n]) => n > Math.max(now, 0))
          const chosen = Number(wanted || higher[0]?.[0])
          return (
            <>
              <p>
                <strong>{now}</strong>: {PROFILES[now]}. It may come in by a higher one at any time, by a
                lower one never.
              </p>
              {change && (
                <div role="status">
                  {change.state === 'pending' && (
                    <p class="note">
                      On its way to {change.security_profile}. Next: {STEPS[change.step]}
                    </p>
                  )}
                  {change.state === 'failed' && (
                    <p class="note bad">
                      It did not get to {change.security_profile}: {change.why ?? STEPS[change.step]} All is
                      as it was.
                    </p>
                  )}
                  {change.state === 'applied' && change.ended_at && (
                    <p class="note good">In force since {instantWords(change.ended_at, zone)}.</p>
                  )}
                </div>
              )}
              {higher.length > 0 ? (
                <div class="form inline">
                  <Select
                    label="Move up to"
                    value={String(chosen)}
                    options={higher.map(([n, words]) => [String(n), `${n}: ${words}`] as const)}
                    onInput={setWanted}
                    class="grow"
                  />
                  <ConfirmButton
                    class=""
                    label="Move up"
                    title={`Move up to profile ${chosen}?`}
                    confirm="Move up"
                    danger={false}
                    action={{ ...move, run: () => move.run(chosen) }}
                  >
                    <p>{PROFILES[chosen]}. It restarts for it, perhaps more than once.</p>
                    <p>
                      The old profile works until it has come in by the new one, so it cannot be locked out.
                    </p>
                    <p>OCPP lets nobody move it down again, but whoever stands at it.</p>
                  </ConfirmButton>
                </div>
              ) : (
                <p class="muted">There is none higher.</p>
              )}
              {move.problem && <Failure problem={move.problem} />}
              {!point.online && <p class="hint">It must be connected for a change.</p>}
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
    <section class="card" aria-label="Password">
      <h2>Password</h2>
      <p>
        A new one is made and told to the charger; nobody is shown it. The old one works until the new one has
        been used.
      </p>
      <div class="actions">
        <ConfirmButton
          class=""
          label="Change its password"
          title="Tell it a new password?"
          confirm="Change its password"
          danger={false}
          action={rotate}
        >
          <p>It is not locked out, whatever it answers.</p>
        </ConfirmButton>
      </div>
      <Told asking={rotate} online={point.online} />
    </section>
  )
}
