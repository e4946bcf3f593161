/** A charge point: the list of tokens that start while it is offline. */
export default {
  localList: 'Local list',
  localListLead:
    'The RFID tokens that start charging here while the charger is offline: those of all members who may charge. It follows members and tokens by itself.',
  localListHint:
    'Many chargers use it while they are online too, and then start without asking whose turn it is. Where bookings matter, set {key} to {value}.',
  localListStates: {
    off: 'Off',
    waiting: 'Waits for the charger',
    syncing: 'Being sent',
    in_step: 'In step',
    failed: 'Refused',
    not_supported: 'Not supported',
  },
  sendAnew: 'Send all anew',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  switchOffTitle: 'Switch the list off?',
  switchOffLead: 'The charger is told to forget it: nobody starts by card there while it is offline.',
  shouldHold: 'It should hold',
  holds: 'It holds',
  toBeSent: 'To be sent yet',
  version: 'Version',
  inStepSince: 'In step since',
  tokens: { one: '{count} token', other: '{count} tokens' },
  changes: { one: '{count} change', other: '{count} changes' },
  notKnown: 'not known',
  noRoom: {
    one: 'It has no room for {count} token: who joined last is left out.',
    other: 'It has no room for {count} tokens: who joined last is left out.',
  },
  tooLong: {
    one: '{count} token is too long for its protocol, and left out.',
    other: '{count} tokens are too long for their protocol, and left out.',
  },
} as const
