import type { ChargePoint, Station } from '../../api/types'

/** What each page of a charge point is given. */
export interface Here {
  id: string
  point: ChargePoint
  station: Station
  /** The station's clock, by which all of these pages tell the time. */
  zone: string
  reload: () => void
}
