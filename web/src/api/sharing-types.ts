/** Fair sharing: terms, waitlist, charges, standing, series, reports. */
import type { Question, Schemas, Told } from './routes'

/** A quota, and how far it is used up from one instant until another. */
export type Level = Schemas['LevelOut']
export type ChargerTerms = Schemas['TermsOut']
export type Wish = Schemas['NewBooking']

/** A charger that is held for me; its id is the booking's that it becomes. */
export type Offer = Schemas['WaitlistOfferOut']
export type NewEntry = Schemas['NewWaitlistEntry']
/** One of my waits at a station. */
export type Entry = Schemas['WaitlistEntryOut']
export type Waitlist = Schemas['WaitlistOut']

export type Charge = Schemas['ChargeOut']
export type ChargeReason = Charge['reason']
export type Standing = Schemas['StandingOut']
export type Feed = Schemas['FeedOut']
export type NotificationEvent = Schemas['NotificationEvent']

export type NewSeries = Schemas['NewSeries']
export type Series = Schemas['SeriesOut']
/** A new series, and the times that could not be booked. */
export type SeriesMade = Schemas['SeriesMade']
export type Block = Schemas['BlockOut']

/** What was taken. */
export type Use = Omit<Schemas['MemberUseOut'], 'account_id' | 'name' | 'member_class' | 'is_member'>
export type Fairness = Schemas['FairnessOut']

export type NearQuestion = Question<'/v1/availability'>
/** A day of a charger: when it can still be booked, and when somebody holds it. */
export type FreeDay = Schemas['FreeDayOut']

/** A charger near a place, and whether it is free at the time that was asked about. */
export type Near = Schemas['NearOut']
/** Twelve months of a network, by month and by charger. */
export type NetworkUsage = Told<'/v1/networks/{network_id}/usage'>
