/** What owners learn of their network: how fairly it is shared, how much it is used, what it earns; in French. */
import type en from '../en/reports'
import type { Translated } from '../messages'

export default {
  fairnessTitle: 'Équité du partage',
  usageTitle: 'Utilisation et revenus',
  firstDay: 'Premier jour',
  lastDay: 'Dernier jour',
  csv: 'Télécharger en CSV',
  fairnessFile: 'équité {from} {until}.csv',
  usageFile: 'utilisation {month}.csv',

  nothingYet: 'Rien à montrer pour l’instant',
  nothingYetLead:
    'Ce que les membres réservent, rechargent ou se voient refuser ces jours-là est compté ici.',
  nobodyTook: 'Personne n’a utilisé de temps ces jours-là.',
  onlyOne: 'L’unique membre a eu tout le temps.',
  busiestOne: {
    one: '{count} membre sur {members} a utilisé du temps, et le plus actif en a eu {had} ; à parts égales, ce serait {even}.',
    other:
      '{count} membres sur {members} ont utilisé du temps, et le plus actif en a eu {had} ; à parts égales, ce serait {even}.',
  },
  busiest: {
    one: '{took} membres sur {members} ont utilisé du temps, et le plus actif en a eu {had} ; à parts égales, ce serait {even}.',
    other:
      '{took} membres sur {members} ont utilisé du temps, et les {count} plus actifs en ont eu {had} ; à parts égales, ce serait {even}.',
  },
  membersCaption: 'Membres, selon ce qu’ils ont pris',
  member: 'Membre',
  classesCaption: 'Catégories de membres',
  memberClass: 'Catégorie',
  noClass: 'Sans catégorie',
  classMembers: { one: '{name} ({count} membre)', other: '{name} ({count} membres)' },
  share: 'Part',
  hours: 'Heures',
  ofPrimeTime: 'Des heures de pointe',
  energy: 'Énergie',
  bookings: 'Réservations',
  noShows: 'Absences',
  lateCancels: 'Annulations tardives',
  overstays: 'Dépassements',
  nobodyRefused: 'Personne n’a essuyé de refus.',
  refusedCaption: {
    one: 'Refus : {count} demande, par règle',
    other: 'Refus : {count} demandes, par règle',
  },
  rule: 'Règle',
  times: 'Nombre',
  fromWaitlist: {
    one: '{count} réservation est venue de la liste d’attente.',
    other: '{count} réservations sont venues de la liste d’attente.',
  },
  waitedHalf: 'La moitié des personnes servies ont attendu {half} ou moins.',
  waitedMost: 'Neuf sur dix ont attendu {most} ou moins.',
  byHour: 'Utilisation par heure de la semaine',
  byHourCaption:
    'Utilisation par heure de la semaine, en pourcentage du temps où les points de recharge étaient ouverts',
  hour: 'Heure',

  until: 'Douze mois jusqu’à',
  usageLead:
    'Les sessions comptent pour le mois où elles ont pris fin. Celles en vérification ne sont pas comptées.',
  month: 'Mois',
  sessions: 'Sessions',
  sessionsInAll: { one: '{count} session', other: '{count} sessions' },
  energyCaption: 'Énergie par mois',
  revenueCaption: 'Revenus par mois, en {currency}',
  bookedCaption: 'Heures réservées par mois',
  bookedHours: 'Heures réservées',
  visitsCaption: 'Sessions et absences par mois',
  chargersCaption: 'Points de recharge, par énergie',
  charger: 'Point de recharge',
  occupied: 'Occupation',
  revenue: 'Revenus',
  time: 'Temps',
  noUsage: 'Pas encore de session',
  noUsageLead: 'Ce qui est rechargé ici est compté par mois et par point de recharge.',
} satisfies Translated<typeof en>
