interface Props {
  /** What the bars are of, for the table's caption. */
  caption: string
  head: string
  columns: readonly string[]
  rows: readonly { name: string; share: number; cells: readonly string[] }[]
}

/** A table whose rows have a bar: the figures are read, the bar is seen. `share` is 0 to 1. */
export function BarTable({ caption, head, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                {row.name}
                <span class="bar" aria-hidden="true">
                  <span style={{ width: `${(Math.min(1, row.share) * 100).toFixed(1)}%` }} />
                </span>
              </th>
              {row.cells.map((cell, i) => (
                <td key={columns[i]} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
