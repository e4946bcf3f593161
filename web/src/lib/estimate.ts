/** About what a charge of some length costs: an upper estimate, since it takes the most power all the time. */

import type { Car, Charger, Connector, Money, Tariff } from '../api/types'
import { decimalsOf } from './money'

export interface Estimate {
  cost: Money
  kwh: number
  kw: number
  /** What sets the energy: the most that the charger gives or the car takes, or how much the battery holds. */
  by: 'charger' | 'car' | 'battery'
}

/** For so many minutes at a charger, by the car where it is known. */
export function estimate(
  { connectors, tariff }: Pick<Charger, 'connectors' | 'tariff'>,
  car: Car | null,
  minutes: number,
): Estimate {
  const fitting = connectors.filter((c) => car?.connectors.includes(c.standard))
  const powers = (fitting.length > 0 ? fitting : connectors).map((c) => powerOf(c, car))
  const power = powers.reduce((a, b) => (b.kw > a.kw ? b : a), { kw: 0, by: 'charger' })
  const kwh = (power.kw * minutes) / 60
  const battery = Number(car?.battery_kwh ?? Number.POSITIVE_INFINITY)
  const energy = kwh > battery ? { kwh: battery, by: 'battery' as const } : { kwh, by: power.by }
  return { ...energy, kw: power.kw, cost: costOf(tariff, energy.kwh, minutes / 60) }
}

type Power = Pick<Estimate, 'kw'> & { by: 'charger' | 'car' }

function powerOf(connector: Connector, car: Car | null): Power {
  const takes = connector.power_type === 'DC' ? car?.max_dc_kw : car?.max_ac_kw
  const most = takes == null ? Number.POSITIVE_INFINITY : Number(takes)
  return most < connector.max_kw ? { kw: most, by: 'car' } : { kw: connector.max_kw, by: 'charger' }
}

function costOf(tariff: Tariff, kwh: number, hours: number): Money {
  const { currency, price_per_kwh, price_per_hour, price_per_session } = tariff
  const cost = kwh * Number(price_per_kwh) + hours * Number(price_per_hour) + Number(price_per_session)
  return { amount: cost.toFixed(decimalsOf(currency)), currency }
}
