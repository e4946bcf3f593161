/** A charge point: its settings, told and wanted; in German. */
import type en from '../../en/operating/settings'
import type { Translated } from '../../messages'

export default {
  settings: 'Einstellungen',
  readAll: 'Alle von der Ladestation lesen',
  search: 'Suchen',
  onlyDiffering: 'Nur was nicht wie gewünscht ist',
  noSettings: 'Sie hat ihre Einstellungen noch nicht gemeldet',
  noSettingsLead: 'Ladestationen werden beim ersten Start danach gefragt.',
  noneLikeThat: 'Nichts gefunden',
  settingStays: '{key} bleibt, wie die Ladestation es hat.',
  settingSent: '{key} wird an die Ladestation gesendet.',
  settingOf: '{key} ({attribute})',
  empty: '(leer)',
  unknownValue: 'nicht gemeldet',
  wanted: 'Gewünscht: {value}',
  toldAt: 'gemeldet {time}',
  secret: 'geheim',
  readOnly: 'nur lesbar',
  change: 'Ändern',
  changeKey: '{key} ändern',
  wantNoLonger: 'Nicht mehr wünschen',
  wantKeyNoLonger: '{key} nicht mehr wünschen',
  newValueOf: 'Neuer Wert: {key}',
  set: 'Setzen',
  atLeast: 'Mindestens {minimum}.',
  atMost: 'Höchstens {maximum}.',
  between: 'Von {minimum} bis {maximum}.',
  wantedStates: {
    applied: 'Wie gewünscht',
    pending: 'Gesendet, noch ohne Antwort',
    rejected: 'Abgelehnt',
    reboot_required: 'Angenommen, braucht Neustart',
    differs: 'Weicht ab',
  },
} satisfies Translated<typeof en>
