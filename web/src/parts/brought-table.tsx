import type { Brought, BroughtStation } from '../api/operating-types'
import { codeWords } from '../lib/problem-words'
import { lookOf } from '../lib/station-file'
import { fill, words } from '../words'
import { Badge } from './icons'

const w = words('managing')

/** What becomes of each station of a file, in its order, and why one is refused. */
export function BroughtTable({ caption, brought }: { caption: string; brought: Brought }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              {w.row}
            </th>
            <th scope="col">{w.station}</th>
            <th scope="col" class="number">
              {w.chargers}
            </th>
            <th scope="col">{w.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {brought.stations.map((station) => (
            <Row key={station.row} station={station} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ station }: { station: BroughtStation }) {
  const { row, name, state, station_id, chargers, problems } = station
  return (
    <tr>
      <td class="number">{row}</td>
      <th scope="row">{station_id === null ? name : <a href={`/stations/${station_id}`}>{name}</a>}</th>
      <td class="number">{chargers}</td>
      <td>
        <Badge state={{ word: w.bringStates[state], ...lookOf(state) }} />
        {problems.length > 0 && (
          <ul class="reasons">
            {problems.map((problem) => (
              <li key={`${problem.row} ${problem.column} ${problem.code}`}>{problemWords(problem)}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}

function problemWords({ row, column, code, detail }: BroughtStation['problems'][number]): string {
  const said = codeWords(code, detail)
  return column === ''
    ? fill(w.bringProblemRow, { row, detail: said })
    : fill(w.bringProblem, { row, column, detail: said })
}
