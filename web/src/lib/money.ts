import type { Money, Tariff } from '../api/types'
import { fill, locale, words } from '../words'
import { numberFormat } from './formats'

const w = words('common')

/** An amount for reading, with all the decimals that the server sent and never fewer than the currency has. */
export function moneyWords(money: Money, to = locale.value): string {
  return amountWords(money.amount, money.currency, to)
}

function amountWords(amount: string, currency: string, to: string): string {
  const decimals = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  try {
    const usual = decimalsOf(currency)
    return numberFormat(to, {
      style: 'currency',
      currency,
      minimumFractionDigits: usual,
      maximumFractionDigits: Math.max(usual, decimals),
    }).format(Number(amount))
  } catch {
    return `${amount} ${currency}`
  }
}

/** How many decimals a currency has; two where it is none that is known. */
export function decimalsOf(currency: string): number {
  try {
    const format = numberFormat('en', { style: 'currency', currency })
    return format.resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** A tariff in words: "€0.30 per kWh + €1.00 per hour", or "Free". */
export function priceWords(tariff: Tariff, to = locale.value): string {
  const parts = [
    [tariff.price_per_kwh, w.perKwh],
    [tariff.price_per_hour, w.perHour],
    [tariff.price_per_session, w.perSession],
  ] as const
  const priced = parts.flatMap(([amount, unit]) =>
    amount === null || Number(amount) === 0
      ? []
      : [fill(unit, { amount: amountWords(amount, tariff.currency, to) })],
  )
  return priced.length === 0 ? w.freeOfCharge : priced.join(' + ')
}
