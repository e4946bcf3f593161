/** Running a network's chargers: alarms, rollouts, firmware images, reviews. */
import type { Schemas, Told } from './routes'

export type AlarmKind = Schemas['AlarmKind']
export type Alarm = Schemas['AlarmOut']
export type AlarmSettings = Schemas['AlarmSettingsOut']

export type Rollout = Schemas['RolloutOut']
export type Step = Told<'/v1/rollouts/{rollout_id}/steps'>['items'][number]
export type StepState = Step['state']
export type NewRollout = Schemas['RolloutNew']

export type NewFirmware = Schemas['FirmwareNew']
export type Firmware = Schemas['FirmwareOut']

/** A session that waits for a review: what is odd, and the figures to judge it by. */
export type Held = Schemas['HeldOut']
export type NewReview = Schemas['NewReview']
export type Review = Schemas['ReviewOut']

/** Stations as a file, and what becomes of each. */
export type StationFile = Schemas['ImportBody']
export type Brought = Schemas['ImportOut']
export type BroughtStation = Schemas['ImportedOut']
