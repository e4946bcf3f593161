import type { Fairness } from '../api/sharing-types'
import { percent } from '../lib/share-words'
import { weekdayWords } from '../lib/time'
import { words } from '../words'

const w = words('reports')

const WEEK = [1, 2, 3, 4, 5, 6, 7]
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** How much of each hour of the week was taken: a table whose cells are darker the fuller they were. */
export function WeekHeat({ hours }: { hours: Fairness['utilisation'] }) {
  const known = new Map(hours.map((one) => [`${one.weekday} ${one.hour}`, one]))
  return (
    <section
      class="table-scroll"
      aria-label={w.byHour}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table class="heat">
        <caption>{w.byHourCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{w.hour}</th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEK.map((day) => (
            <tr key={day}>
              <th scope="row">{weekdayWords(day - 1, 'short')}</th>
              {HOURS.map((hour) => {
                const one = known.get(`${day} ${hour}`)
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
