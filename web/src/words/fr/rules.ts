/** What the rules of a policy mean, a sentence for each; whether a time can be had; in French. */
import type en from '../en/rules'
import type { Translated } from '../messages'

export default {
  gridMinutes: 'Les réservations commencent et finissent par tranches de {length}.',
  minDuration: 'Une réservation dure au moins {length}.',
  maxDuration: 'Une réservation dure au plus {length}.',
  maxAdvance: 'Réservez jusqu’à {length} à l’avance.',
  minNotice: 'Réservez au moins {length} avant le début.',
  maxActive: {
    one: 'Chaque membre a au plus {count} réservation à la fois.',
    other: 'Chaque membre a au plus {count} réservations à la fois.',
  },
  walkUp: 'Vous pouvez recharger sans réservation tant que personne n’a réservé.',
  noWalkUp: 'Il faut une réservation pour recharger.',
  quotas: 'Quotas : {quotas}.',
  cooldown: 'Deux réservations d’un membre à la même station sont séparées d’au moins {length}.',
  buffer: 'Entre deux réservations, un point de recharge reste libre pendant {length}.',
  closedDay: 'Fermeture le {day}.',
  closedDayNote: 'Fermeture le {day} : {note}.',
  closedDays: 'Fermeture du {first} au {last}.',
  closedDaysNote: 'Fermeture du {first} au {last} : {note}.',
  approval: 'Un gestionnaire approuve chaque réservation dans un délai de {length}, sinon elle expire.',
  changeUntil: 'Une réservation peut être déplacée jusqu’à {length} avant son début.',
  changeUntilFee:
    'Une réservation peut être déplacée jusqu’à {length} avant son début ; plus tard, cela coûte {amount}.',
  cancelAnyTime: 'Annulez à tout moment, jusqu’à la fin de la réservation.',
  cancelUntilStart: 'Une réservation peut être annulée jusqu’à son début.',
  cancelUntilStartFee:
    'Une réservation peut être annulée jusqu’à son début ; plus tard, cela coûte {amount}.',
  cancelUntil: 'Une réservation peut être annulée jusqu’à {length} avant son début.',
  cancelUntilFee:
    'Une réservation peut être annulée jusqu’à {length} avant son début ; plus tard, cela coûte {amount}.',
  earlyStartFree: 'Branchez en avance, dès que le point de recharge est libre.',
  earlyStartNone: 'Branchez quand la réservation commence, pas avant.',
  earlyStart: 'Branchez au plus tôt {length} avant le début.',
  noshowTimeout: 'Qui n’a pas branché {length} après le début perd sa réservation.',
  stopAtEnd: 'À la fin, la recharge est arrêtée.',
  stopAfterEnd: '{length} après la fin, la recharge est arrêtée.',
  overstayAtEnd: 'Rester après la fin compte comme un dépassement.',
  overstayAfterEnd: 'Rester plus de {length} après la fin compte comme un dépassement.',
  strikes: '{often} {within} : {suspended}.',
  strikesOften: { one: '{count} absence ou dépassement', other: '{count} absences ou dépassements' },
  strikesWithin: { one: 'en {count} jour', other: 'en {count} jours' },
  strikesSuspended: {
    one: 'pas de réservation pendant {count} jour',
    other: 'pas de réservation pendant {count} jours',
  },
  feeNoShow: 'Ne pas venir coûte {amount}.',
  feeLateCancel: 'Annuler ou déplacer trop tard coûte {amount}.',
  feeOverstay: 'Un dépassement coûte {amount} par minute.',
  waitingOrder: {
    first_come:
      'Un point de recharge qui se libère est proposé à la personne qui attend depuis le plus longtemps, et gardé pendant {length}.',
    fair_share:
      'Un point de recharge qui se libère est proposé à la personne en attente la moins servie récemment, et gardé pendant {length}.',
  },
  waitingEndsAtOnce: 'Après une proposition sans réponse, l’attente prend fin.',
  waitingEnds: {
    one: 'Après {count} proposition sans réponse, l’attente prend fin.',
    other: 'Après {count} propositions sans réponse, l’attente prend fin.',
  },

  mayBook: 'Ce moment est possible.',
  mayAsk: 'Vous pouvez demander ce moment. Un gestionnaire l’approuve.',
  whyNot: 'Pourquoi ce n’est pas réservable',
  waitForIt: 'Attendre ce moment',
  now: 'Vous pouvez recharger maintenant.',
  nowByBooking: 'Vous pouvez recharger maintenant, grâce à votre réservation.',
  nowUntil: 'Vous pouvez recharger maintenant, jusqu’au {time}.',
  nowUntilByBooking: 'Vous pouvez recharger maintenant, jusqu’au {time}, grâce à votre réservation.',
  notNow: 'Recharger maintenant : {reasons}',

  noLimit: 'Pas de limite.',
  noQuotas: 'Pas de quota.',
  noPrimeTime: 'Pas d’heures de pointe.',
  noClosures: 'Pas de fermeture.',
  noApproval: 'Les réservations sont valables tout de suite, sans approbation.',
  approveWithin: 'Les gestionnaires ont {length} pour approuver.',
  noLateStop: 'Personne n’est prié de partir à la fin.',
  atEndStop: 'La recharge est arrêtée quand le délai de grâce est écoulé.',
  atEndKeep: 'La recharge continue après le délai de grâce.',
  changeUntilStart: 'Une réservation peut être déplacée jusqu’à son début.',
  noStrikes: 'Personne n’est suspendu.',
  noFees: 'Pas de frais.',

  ofClass: 'Pour {name} : {rule}',
  primeTime: 'Heures de pointe, {hours}.',
  primeTimeLimits: 'Heures de pointe, {hours} : {limits}.',
  primeLongest: 'au plus {length} d’une réservation',
  primeClasses: 'seulement {classes}',
  everyDay: 'tous les jours',
  dayRun: '{first}–{last}',
  daysAndHours: '{days} {from}–{until}',
  quotaOfCar: '{quota} pour chaque voiture',
  quota: {
    hours: {
      day: { one: 'au plus {count} heure par jour', other: 'au plus {count} heures par jour' },
      week: { one: 'au plus {count} heure par semaine', other: 'au plus {count} heures par semaine' },
      month: { one: 'au plus {count} heure par mois', other: 'au plus {count} heures par mois' },
    },
    kwh: {
      day: { other: 'au plus {count} kWh par jour' },
      week: { other: 'au plus {count} kWh par semaine' },
      month: { other: 'au plus {count} kWh par mois' },
    },
    count: {
      day: { one: 'au plus {count} réservation par jour', other: 'au plus {count} réservations par jour' },
      week: {
        one: 'au plus {count} réservation par semaine',
        other: 'au plus {count} réservations par semaine',
      },
      month: { one: 'au plus {count} réservation par mois', other: 'au plus {count} réservations par mois' },
    },
  },
} satisfies Translated<typeof en>
