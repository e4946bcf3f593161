import type { Fairness } from '../api/sharing-types'
import { WEEKDAYS } from '../lib/policy-words'
import { percent } from '../lib/share-words'

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** How much of each hour of the week was taken: a table whose cells are darker the fuller they were. */
export function WeekHeat({ hours }: { hours: Fairness['utilisation'] }) {
  const known = new Map(hours.map((one) => [`${one.weekday} ${one.hour}`, one]))
  return (
    <section
      class="table-scroll"
      aria-label="Use by hour of the week"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table class="heat">
        <caption>Use by hour of the week, in percent of the time that chargers were open</caption>
        <thead>
          <tr>
            <th scope="col">Hour</th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((day, i) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {HOURS.map((hour) => {
                const one = known.get(`${i + 1} ${hour}`)
                const used = one === undefined || one.open_hours === 0 ? null : one.utilisation
                return (
                  <td key={hour} style={{ '--heat': `${Math.round((used ?? 0) * 100)}%` }}>
                    {used === null ? '–' : percent(used, false)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
