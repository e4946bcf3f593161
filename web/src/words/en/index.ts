/** The English catalogues: what the others translate, and where the compiler finds every key. */
import type account from './account'
import type booking from './booking'
import type charger from './charger'
import type common from './common'
import type managing from './managing'
import type map from './map'
import type networks from './networks'
import type operating from './operating'
import type policy from './policy'
import type problems from './problems'
import type reasons from './reasons'
import type reports from './reports'
import type rules from './rules'
import type station from './station'
import type upkeep from './upkeep'
import type visits from './visits'

export interface English {
  account: typeof account
  booking: typeof booking
  charger: typeof charger
  common: typeof common
  managing: typeof managing
  map: typeof map
  networks: typeof networks
  operating: typeof operating
  policy: typeof policy
  problems: typeof problems
  reasons: typeof reasons
  reports: typeof reports
  rules: typeof rules
  station: typeof station
  upkeep: typeof upkeep
  visits: typeof visits
}
