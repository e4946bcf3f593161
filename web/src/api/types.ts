/** What `/v1` takes and answers, by the client's names. Instants are RFC 3339 strings with Z, money decimal strings. */
import type { Schemas, Told } from './routes'

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export type Money = Schemas['MoneyOut']
export type Account = Schemas['AccountOut']
export type Login = Schemas['LoginOut']

export type Car = Schemas['CarOut']
export type CarFields = Omit<Car, 'car_id'>
export type Token = Schemas['TokenOut']

export type Role = Schemas['Role']
export type JoinCode = Schemas['JoinCodeOut']
export type Network = Schemas['NetworkOut']
export type NetworkFields = Pick<Network, 'name' | 'description' | 'visibility' | 'joining' | 'email_domains'>
export type Member = Schemas['MemberOut']
export type MemberEdit = Schemas['MemberChange']
export type InviteResult = Schemas['InvitedOut']
export type InviteOutcome = Schemas['Outcome']
export type Invitation = Schemas['InvitationOut']

export type Connector = Schemas['ConnectorNew']
export type ConnectorStandard = Connector['standard']
export type Tariff = Schemas['TariffOut']
export type NewCharger = Schemas['ChargerNew']
export type Charger = Schemas['ChargerOut']
export type ChargerEdit = Schemas['ChargerChange']
/** With where it is. */
export type ChargerAlone = Schemas['ChargerAlone']
export type ChargerState = Schemas['Status']
export type FaultKind = Schemas['FaultKind']
export type Address = Schemas['AddressOut']
export type OpeningHours = Schemas['Hours']
export type NewStation = Schemas['StationNew']
export type Station = Schemas['StationOut']
export type Cluster = Schemas['ClusterOut']
export type MapAnswer = Schemas['MapOut']
export type Place = Schemas['PlaceOut']

export type ChargePoint = Schemas['ChargePointOut']
export type ChargePointEdit = Schemas['ChargePointEdit']
export type ChargePointConnector = Schemas['ConnectorOut']
export type ChargePointCredentials = Schemas['NewPassword']
export type BootStatus = ChargePoint['boot_status']
export type Command = Schemas['CommandOut']
export type CommandState = Schemas['CommandState']

export type BusyPart = Schemas['BusyOut']
export type ChargerDay = Schemas['DayOut']
export type Booking = Schemas['BookingOut']
export type BookingState = Booking['state']
export type KeptTerms = Schemas['KeptTermsOut']

export type Reading = Schemas['ReadingOut']
/** With its readings where one was asked for alone. */
export type Session = Schemas['SessionOut'] & Partial<Schemas['SessionDetail']>
export type SessionReview = Schemas['DecisionOut']

export type Usage = Told<'/v1/me/usage'>

export type Violation = Schemas['ViolationOut']
export type RefusedTime = Schemas['UnfitOut']
export type InTheWay = Schemas['InTheWayOut']
/** The server's, or one of our own making; so its code may be any. */
export type ProblemBody = Partial<Omit<Named<Schemas['Problem']>, 'code'>> & {
  code?: string
  [fact: string]: unknown
}
/** Without what may stand beside what is named: it would make all of it unknown. */
type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
export type FieldFault = NonNullable<ProblemBody['errors']>[number]
