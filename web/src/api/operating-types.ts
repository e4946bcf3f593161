/** Running a network's chargers: alarms, rollouts, firmware images, reviews. */
import type { Schemas } from './routes'

export type AlarmKind = Schemas['AlarmKind']
export type Alarm = Schemas['AlarmOut']
export type AlarmSettings = Schemas['AlarmSettingsOut']

export type Rollout = Schemas['RolloutOut']
export type Step = Schemas['RolloutsStepOut']
export type StepState = Step['state']
export type NewRollout = Schemas['RolloutNew']

export type NewFirmware = Schemas['FirmwareNew']
export type Firmware = Schemas['FirmwareOut']

/** A session that waits for a review: what is odd, and the figures to judge it by. */
export type Held = Schemas['HeldOut']
export type NewReview = Schemas['NewReview']
export type Review = Schemas['ReviewOut']
