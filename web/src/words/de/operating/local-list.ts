/** A charge point: the list of tokens that start while it is offline; in German. */
import type en from '../../en/operating/local-list'
import type { Translated } from '../../messages'

export default {
  localList: 'Lokale Liste',
  localListLead:
    'Die RFID-Ladekarten, mit denen hier geladen werden kann, während die Ladestation offline ist: die aller Mitglieder, die laden dürfen. Sie folgt Mitgliedern und Ladekarten von selbst.',
  localListHint:
    'Viele Ladestationen nutzen sie auch online und starten dann, ohne zu fragen, wer dran ist. Wo Buchungen zählen, setze {key} auf {value}.',
  localListStates: {
    off: 'Aus',
    waiting: 'Wartet auf die Ladestation',
    syncing: 'Wird gesendet',
    in_step: 'Aktuell',
    failed: 'Abgelehnt',
    not_supported: 'Nicht unterstützt',
  },
  sendAnew: 'Alles neu senden',
  switchOn: 'Einschalten',
  switchOff: 'Ausschalten',
  switchOffTitle: 'Liste ausschalten?',
  switchOffLead:
    'Die Ladestation soll sie vergessen: Solange sie offline ist, startet dort niemand mit Ladekarte.',
  shouldHold: 'Soll enthalten',
  holds: 'Enthält',
  toBeSent: 'Noch zu senden',
  version: 'Version',
  inStepSince: 'Aktuell seit',
  tokens: { one: '{count} Ladekarte', other: '{count} Ladekarten' },
  changes: { one: '{count} Änderung', other: '{count} Änderungen' },
  notKnown: 'nicht bekannt',
  noRoom: {
    one: 'Für {count} Ladekarte ist kein Platz: Wer zuletzt beigetreten ist, fehlt.',
    other: 'Für {count} Ladekarten ist kein Platz: Wer zuletzt beigetreten ist, fehlt.',
  },
  tooLong: {
    one: '{count} Kartennummer ist zu lang für ihr Protokoll und fehlt.',
    other: '{count} Kartennummern sind zu lang für ihr Protokoll und fehlen.',
  },
} satisfies Translated<typeof en>
