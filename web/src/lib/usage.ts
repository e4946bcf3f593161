/** What months or chargers add up to. */
import type { Money } from '../api/types'

interface Earned {
  revenue: readonly Money[]
}

export function currenciesOf(all: readonly Earned[]): string[] {
  return [...new Set(all.flatMap((one) => one.revenue.map((money) => money.currency)))].sort()
}

/** The sum in one currency, as exact as its parts: "0.30" of "0.10" and "0.20". */
export function sumOf(all: readonly Earned[], currency: string): string {
  const amounts = all.flatMap((one) => one.revenue.filter((money) => money.currency === currency))
  const decimals = Math.max(0, ...amounts.map(({ amount }) => amount.split('.')[1]?.length ?? 0))
  const scale = 10 ** decimals
  const sum = amounts.reduce((whole, { amount }) => whole + Math.round(Number(amount) * scale), 0)
  return (sum / scale).toFixed(decimals)
}

export function totalOf<K extends string>(all: readonly Readonly<Record<K, number>>[], key: K): number {
  return all.reduce((sum, one) => sum + one[key], 0)
}

/** The months that can be asked about: this one and those before it, like "2026-11". */
export function monthsBefore(today: string, count: number): string[] {
  const month = Temporal.PlainYearMonth.from(today.slice(0, 7))
  return Array.from({ length: count }, (_, i) => month.subtract({ months: i }).toString())
}
