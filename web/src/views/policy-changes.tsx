import { policies } from '../api/policies'
import type { Policy } from '../api/policy'
import { usePages } from '../lib/pages'
import { More } from '../parts/more'
import { PolicyHistory } from '../parts/policy/history'
import { Empty, Shown } from '../parts/states'
import { words } from '../words'

const w = words('policy')

interface Props {
  networkId: string
  policy: Policy
  /** Only those of a station with its chargers, or of a charger. */
  where?: Record<string, string>
}

export function PolicyChanges({ networkId, policy, where = {} }: Props) {
  const pages = usePages(JSON.stringify([networkId, where, policy]), (cursor) =>
    policies.changes(networkId, { ...where, limit: 10, cursor }),
  )
  return (
    <section>
      <h2>{w.whatChanged}</h2>
      <Shown load={pages.load}>
        {(changes) =>
          changes.length === 0 ? (
            <Empty title={w.neverChanged} />
          ) : (
            <PolicyHistory changes={changes} policy={policy} />
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}
