import { records } from '../api/sharing'
import type { Standing } from '../api/sharing-types'
import type { Member } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { HERE, instantWords } from '../lib/time'
import { personName } from '../lib/words'
import { ConfirmButton } from '../parts/confirm'
import { Shown } from '../parts/states'
import { say } from '../store'
import { counted, fill, words } from '../words'

const w = words('networks')

const whyWords = (why: string): string => (w.strikeWhy as Readonly<Record<string, string>>)[why] ?? why

/** A member's strikes and what they lead to, with a pardon; asked for when it is opened. */
export function MemberStanding({ network, member }: { network: string; member: Member }) {
  const name = personName(member.name)
  const load = useLoad(`${network} ${member.account_id}`, () => records.standing(network, member.account_id))
  const pardon = useAction(async () => {
    load.put(await records.pardon(network, member.account_id))
    say(fill(w.pardoned, { name }))
  })
  return (
    <Shown load={load}>
      {(standing) => (
        <div class="standing">
          <p>{standingWords(standing)}</p>
          {standing.strikes.length > 0 && (
            <>
              <ul>
                {standing.strikes.map((strike) => (
                  <li key={strike.at}>
                    {fill(w.strikeAt, { why: whyWords(strike.why), time: instantWords(strike.at, HERE) })}
                  </li>
                ))}
              </ul>
              <ConfirmButton
                label={w.pardon}
                name={fill(w.pardonOne, { name })}
                title={fill(w.pardonTitle, { name })}
                confirm={w.pardon}
                danger={false}
                action={pardon}
              >
                <p>{fill(w.pardonLead, { name })}</p>
              </ConfirmButton>
            </>
          )}
        </div>
      )}
    </Shown>
  )
}

function standingWords({ counting, allowed, suspended_until, active }: Standing): string {
  return [strikesWords(counting, allowed, suspended_until), counted(w.toCome, active)].join(' ')
}

function strikesWords(counting: number, allowed: number | null, suspendedUntil: string | null): string {
  if (suspendedUntil !== null) return fill(w.suspendedUntil, { time: instantWords(suspendedUntil, HERE) })
  if (counting === 0) return w.noStrikes
  return allowed === null ? counted(w.strikes, counting) : counted(w.strikesOf, counting, { allowed })
}
