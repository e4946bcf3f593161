/** Where the code on a charger leads, in German. */

import type en from '../en/charger'
import type { Translated } from '../messages'

export default {
  charger: 'Ladepunkt',
  where: '{station} · {address}',
  use: 'Laden oder buchen',
  start: 'Laden starten',
  checkIn: 'Einchecken',
  plainHint: 'Dieser Ladepunkt meldet nichts: Check ein, wenn du einsteckst, und aus, wenn du gehst.',
  bookTime: '{period} buchen',
  anotherTime: 'Andere Zeit',
  logIn: 'Anmelden',
  signUp: 'Registrieren',
  logInFirst: 'Melde dich an, um hier zu laden oder zu buchen.',
  membersOnly: 'Mitglieder von {network} können hier laden und buchen.',
  privateCharger:
    'Dieser Ladepunkt gehört zu einem privaten Netzwerk. Mitglieder sehen ihn, wenn sie angemeldet sind.',
  notForYou:
    'Diesen Ladepunkt gibt es nicht, oder er gehört zu einem Netzwerk, in dem du nicht Mitglied bist.',
  joinByCode: 'Netzwerk mit Code beitreten',

  reportFault: 'Störung melden',
  whatIsWrong: 'Was stimmt nicht',
  faults: {
    no_power: 'Er gibt keinen Strom',
    cable_stuck: 'Das Kabel klemmt',
    damaged: 'Er ist beschädigt',
    blocked_by_car: 'Ein Auto steht im Weg',
    wrong_state: 'Er wird als frei oder belegt gezeigt, ist es aber nicht',
    other: 'Etwas anderes',
  },
  note: 'Anmerkung',
  send: 'Senden',
  reported: 'Danke. Wer diesen Ladepunkt betreibt, erfährt davon.',
  logInToReport: '{login}, um eine Störung zu melden.',
} satisfies Translated<typeof en>
