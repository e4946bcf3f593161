/** What owners learn of their network, in German. */

import type en from '../en/reports'
import type { Translated } from '../messages'

export default {
  fairnessTitle: 'Wie fair geteilt wird',
  usageTitle: 'Nutzung und Einnahmen',
  firstDay: 'Erster Tag',
  lastDay: 'Letzter Tag',
  csv: 'Als CSV herunterladen',
  fairnessFile: 'Fairness {from} {until}.csv',
  usageFile: 'Nutzung bis {month}.csv',

  nothingYet: 'Noch nichts zu berichten',
  nothingYetLead: 'Hier wird gezählt, was Mitglieder in diesen Tagen buchen, laden und nicht bekommen.',
  nobodyTook: 'In diesen Tagen hat niemand Zeit genutzt.',
  onlyOne: 'Das einzige Mitglied hatte die ganze Zeit.',
  busiestOne: {
    one: '{count} von {members} Mitgliedern hat Zeit genutzt, und das aktivste hatte {had} davon; gleich verteilt wären es {even}.',
    other:
      '{count} von {members} Mitgliedern haben Zeit genutzt, und das aktivste hatte {had} davon; gleich verteilt wären es {even}.',
  },
  busiest: {
    one: '{took} von {members} Mitgliedern haben Zeit genutzt, und das aktivste ({count}) hatte {had} davon; gleich verteilt wären es {even}.',
    other:
      '{took} von {members} Mitgliedern haben Zeit genutzt, und die aktivsten {count} hatten {had} davon; gleich verteilt wären es {even}.',
  },
  membersCaption: 'Mitglieder, nach genutzter Zeit',
  member: 'Mitglied',
  classesCaption: 'Mitgliedergruppen',
  memberClass: 'Gruppe',
  noClass: 'Keine Gruppe',
  classMembers: { one: '{name} ({count} Mitglied)', other: '{name} ({count} Mitglieder)' },
  share: 'Anteil',
  hours: 'Stunden',
  ofPrimeTime: 'In der Hauptzeit',
  energy: 'Energie',
  bookings: 'Buchungen',
  noShows: 'Nicht erschienen',
  lateCancels: 'Spät storniert',
  overstays: 'Überzogen',
  nobodyRefused: 'Niemand wurde abgelehnt.',
  refusedCaption: {
    one: 'Abgelehnt: {count} Anfrage, nach Regel',
    other: 'Abgelehnt: {count} Anfragen, nach Regel',
  },
  rule: 'Regel',
  times: 'Anzahl',
  fromWaitlist: {
    one: '{count} Buchung kam von der Warteliste.',
    other: '{count} Buchungen kamen von der Warteliste.',
  },
  waitedHalf: 'Die Hälfte derer, die eine bekamen, hatte höchstens {half} gewartet.',
  waitedMost: 'Neun von zehn hatten höchstens {most} gewartet.',
  byHour: 'Nutzung nach Stunde der Woche',
  byHourCaption: 'Nutzung nach Stunde der Woche, in Prozent der Zeit, in der Ladepunkte geöffnet waren',
  hour: 'Stunde',

  until: 'Zwölf Monate bis',
  usageLead: 'Ladevorgänge zählen in dem Monat, in dem sie endeten. Was in Prüfung ist, bleibt außen vor.',
  month: 'Monat',
  sessions: 'Ladevorgänge',
  sessionsInAll: { one: '{count} Ladevorgang', other: '{count} Ladevorgänge' },
  energyCaption: 'Energie nach Monat',
  revenueCaption: 'Einnahmen nach Monat, in {currency}',
  bookedCaption: 'Gebuchte Stunden nach Monat',
  bookedHours: 'Gebuchte Stunden',
  visitsCaption: 'Ladevorgänge und Nichterscheinen nach Monat',
  chargersCaption: 'Ladepunkte, nach Energie',
  charger: 'Ladepunkt',
  occupied: 'Belegt',
  revenue: 'Einnahmen',
  time: 'Zeit',
  noUsage: 'Noch keine Ladevorgänge',
  noUsageLead: 'Was hier geladen wird, wird nach Monat und nach Ladepunkt gezählt.',
} satisfies Translated<typeof en>
