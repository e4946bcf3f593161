/** Where the code on a charger leads: one charger, for somebody who stands before it. */
export default {
  charger: 'Charger',
  where: '{station} · {address}',
  use: 'Charge or book',
  start: 'Start charging',
  checkIn: 'Check in',
  plainHint:
    'This charger tells nobody what it does: check in when you plug in, and check out when you leave.',
  bookTime: 'Book {period}',
  anotherTime: 'Another time',
  logIn: 'Log in',
  signUp: 'Sign up',
  logInFirst: 'Log in to charge or book here.',
  membersOnly: 'Members of {network} can charge and book here.',
  privateCharger: 'This charger belongs to a private network. Its members see it once they have logged in.',
  notForYou: 'This charger does not exist, or it belongs to a network that you are not in.',
  joinByCode: 'Join a network by code',

  reportFault: 'Report a fault',
  whatIsWrong: 'What is wrong',
  faults: {
    no_power: 'It gives no power',
    cable_stuck: 'The cable is stuck',
    damaged: 'It is damaged',
    blocked_by_car: 'A car stands in the way',
    wrong_state: 'It is shown free or taken, but is not',
    other: 'Something else',
  },
  note: 'Note',
  send: 'Send',
  reported: 'Thank you. Those who run this charger are told.',
  logInToReport: '{login} to report a fault.',
} as const
