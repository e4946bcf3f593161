import { words } from '../words'

const w = words('networks')

/** What a new network needs next, in its order; shown until there is a station. */
export function FirstSteps({ network }: { network: string }) {
  const base = `/networks/${network}`
  return (
    <section class="card">
      <h2>{w.firstSteps}</h2>
      <ol class="steps">
        <li>
          {w.stepNetwork} <span class="badge free">{w.done}</span>
        </li>
        <li>
          <p>{w.stepStation}</p>
          <a class="button primary" href={`${base}/stations/new`}>
            {w.addStation}
          </a>
        </li>
        <li>
          <p>{w.stepPeople}</p>
          <a class="button" href={`${base}/invitations`}>
            {w.invitePeople}
          </a>
        </li>
        <li>
          <p>{w.stepPolicy}</p>
          <a class="button" href={`${base}/policy`}>
            {w.seePolicy}
          </a>
        </li>
      </ol>
    </section>
  )
}
