/** A charge point: its settings, told and wanted; in French. */
import type en from '../../en/operating/settings'
import type { Translated } from '../../messages'

export default {
  settings: 'Paramètres',
  readAll: 'Tout lire depuis la borne',
  search: 'Chercher',
  onlyDiffering: 'Seulement ce qui diffère du souhait',
  noSettings: 'Elle n’a pas encore indiqué ses paramètres',
  noSettingsLead: 'Les bornes sont interrogées à leur premier démarrage.',
  noneLikeThat: 'Aucun de ce genre',
  settingStays: '{key} reste tel que la borne l’a.',
  settingSent: 'Le réglage {key} est envoyé à la borne.',
  settingOf: '{key} ({attribute})',
  empty: '(vide)',
  unknownValue: 'non indiqué',
  wanted: 'Souhaité : {value}',
  toldAt: 'selon la borne, le {time}',
  secret: 'secret',
  readOnly: 'lecture seule',
  change: 'Modifier',
  changeKey: 'Modifier {key}',
  wantNoLonger: 'Ne plus souhaiter',
  wantKeyNoLonger: 'Ne plus souhaiter {key}',
  newValueOf: 'Nouvelle valeur : {key}',
  set: 'Définir',
  atLeast: 'Au moins {minimum}.',
  atMost: 'Au plus {maximum}.',
  between: 'De {minimum} à {maximum}.',
  wantedStates: {
    applied: 'Comme souhaité',
    pending: 'Envoyé, pas encore de réponse',
    rejected: 'Refusé',
    reboot_required: 'Pris, demande un redémarrage',
    differs: 'Diffère',
  },
} satisfies Translated<typeof en>
