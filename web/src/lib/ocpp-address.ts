import type { ChargePoint } from '../api/types'

/**
 * What is typed as the address of a charge point: without its identity, which most put behind it themselves.
 * `whole` is for those that do not.
 */
export function ocppAddress({
  ocpp_url,
  charge_point_id,
}: Pick<ChargePoint, 'ocpp_url' | 'charge_point_id'>) {
  const end = `/${encodeURIComponent(charge_point_id)}`
  const typed = ocpp_url.endsWith(end) ? ocpp_url.slice(0, -end.length) : ocpp_url
  return { typed, whole: typed + end }
}
