import { records } from '../api/sharing'
import type { Standing } from '../api/sharing-types'
import type { Member } from '../api/types'
import { useAction, useLoad } from '../lib/hooks'
import { counted } from '../lib/policy-words'
import { instantWords } from '../lib/time'
import { ConfirmButton } from '../parts/confirm'
import { Shown } from '../parts/states'
import { say } from '../store'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone
const WHY: Readonly<Record<string, string>> = { no_show: 'Did not come', overstay: 'Stayed too long' }

/** A member's strikes and what they lead to, with a pardon; asked for when it is opened. */
export function MemberStanding({ network, member }: { network: string; member: Member }) {
  const load = useLoad(`${network} ${member.account_id}`, () => records.standing(network, member.account_id))
  const pardon = useAction(async () => {
    load.put(await records.pardon(network, member.account_id))
    say(`${member.name} is pardoned.`)
  })
  return (
    <Shown load={load}>
      {(standing) => (
        <div class="standing">
          <p>{words(standing)}</p>
          {standing.strikes.length > 0 && (
            <>
              <ul>
                {standing.strikes.map((strike) => (
                  <li key={strike.at}>
                    {WHY[strike.why] ?? strike.why}, {instantWords(strike.at, HERE)}
                  </li>
                ))}
              </ul>
              <ConfirmButton
                label="Pardon"
                name={`Pardon ${member.name}`}
                title={`Pardon ${member.name}?`}
                confirm="Pardon"
                danger={false}
                action={pardon}
              >
                <p>All of this is forgotten, and {member.name} can book again. They are told.</p>
              </ConfirmButton>
            </>
          )}
        </div>
      )}
    </Shown>
  )
}

function words({ counting, allowed, suspended_until, active }: Standing): string {
  const bookings = counted(active, 'booking to come', 'bookings to come')
  if (suspended_until !== null) return `Suspended until ${instantWords(suspended_until, HERE)} · ${bookings}`
  const strikes = counted(counting, 'no-show or overstay', 'no-shows or overstays')
  return `${counting === 0 ? 'No no-shows or overstays' : strikes}${allowed === null ? '' : ` of ${allowed}`} · ${bookings}`
}
