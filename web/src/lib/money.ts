import type { Money, Tariff } from '../api/types'

/** An amount for reading, with all the decimals that the server sent and never fewer than the currency has. */
export function moneyWords(money: Money, locale?: string): string {
  return amountWords(money.amount, money.currency, locale)
}

function amountWords(amount: string, currency: string, locale?: string): string {
  const decimals = amount.split('.')[1]?.replace(/0+$/, '').length ?? 0
  try {
    const plain = new Intl.NumberFormat(locale, { style: 'currency', currency })
    const usual = plain.resolvedOptions().maximumFractionDigits ?? 2
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: usual,
      maximumFractionDigits: Math.max(usual, decimals),
    }).format(Number(amount))
  } catch {
    return `${amount} ${currency}`
  }
}

/** A tariff in words: "€0.30 per kWh + €1.00 per hour", or "Free". */
export function priceWords(tariff: Tariff, locale?: string): string {
  const parts = [
    [tariff.price_per_kwh, 'per kWh'],
    [tariff.price_per_hour, 'per hour'],
    [tariff.price_per_session, 'per session'],
  ] as const
  const priced = parts.flatMap(([amount, unit]) =>
    amount === null || Number(amount) === 0
      ? []
      : [`${amountWords(amount, tariff.currency, locale)} ${unit}`],
  )
  return priced.length === 0 ? 'Free' : priced.join(' + ')
}
