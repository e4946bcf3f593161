/** What managers see and set of one charge point. */
import type { Question, Schemas, Told } from './routes'

export type Figures = Omit<Schemas['ConnectorUptime'], 'connector_id'>
export type Connection = Schemas['ConnectionOut']
/** `connector_id` 0 is the whole charge point; `until` is null while it is broken. */
export type Fault = Told<'/v1/charge-points/{charge_point_id}/faults'>['items'][number]

export type WantedState = Schemas['WantedState']
export type Setting = Schemas['SettingOut']
export type LocalList = Schemas['LocalListOut']

export type Period = Schemas['PeriodTold']
export type ProfileShape = Schemas['ProfileShape']
export type ProfileTold = Schemas['ProfileTold']
export type ChargingProfile = Schemas['ProfileOut']
export type Schedule = Schemas['ScheduleOut']

export type LogKind = Schemas['LogKind']
export type Log = Schemas['LogOut']
export type Update = Schemas['UpdateOut']
export type ChargePointFirmware = Schemas['ChargePointFirmware']

export type IssuedCertificate = Schemas['IssuedOut']
export type InstalledCertificate = Schemas['InstalledOut']
export type Certificates = Schemas['CertificatesOut']
export type HashAlgorithm = Schemas['CertificateHash']['hash_algorithm']
export type CertificateUse = Schemas['Install']['use']
export type SecurityProfile = Schemas['SecurityProfileOut']

export type Message = Schemas['MessageOut']
export type MessageSearch = Omit<
  Question<'/v1/charge-points/{charge_point_id}/messages'>,
  'charge_point_id' | 'cursor' | 'limit'
>
export type Note = Schemas['NoteOut']
export type SecurityEvent = Schemas['SecurityEventOut']
/** Something that a charge point of OCPP 2.x noticed of itself. */
export type DeviceEvent = Schemas['EventOut']
export type Monitor = Schemas['MonitorOut']

/** What is asked of a charge point: its action with what that needs. */
export type Wish = Schemas['NewCommand']
