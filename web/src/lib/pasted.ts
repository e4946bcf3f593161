/** A pasted list of people: what is in it, and how it goes out in parcels. The server says what each entry is. */

const ADDRESS = /[^\s<>,;:"'()[\]@]+@[^\s<>,;:"'()[\]@]+/g

/** What looks like an e-mail address, each once. */
export function addressesIn(text: string): string[] {
  const found = new Map<string, string>()
  for (const [address] of text.matchAll(ADDRESS)) {
    if (!found.has(address.toLowerCase())) found.set(address.toLowerCase(), address)
  }
  return [...found.values()]
}

/** The lines of a text in parcels of `most` addresses; a line stays whole, with what stands beside an address. */
export function parcelsOf(text: string, most: number): string[] {
  const parcels: string[][] = []
  let count = 0
  for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== '')) {
    const inLine = addressesIn(line).length
    if (parcels.length === 0 || (count > 0 && count + inLine > most)) {
      parcels.push([])
      count = 0
    }
    parcels.at(-1)?.push(line)
    count += inLine
  }
  return parcels.map((lines) => lines.join('\n'))
}
