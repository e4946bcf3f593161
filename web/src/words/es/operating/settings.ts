/** A charge point: its settings, told and wanted; in Spanish. */
import type en from '../../en/operating/settings'
import type { Translated } from '../../messages'

export default {
  settings: 'Ajustes',
  readAll: 'Leerlos todos del cargador',
  search: 'Buscar',
  onlyDiffering: 'Solo los que no están como se quiere',
  noSettings: 'Todavía no ha comunicado sus ajustes',
  noSettingsLead: 'A los puntos de carga se les preguntan en su primer arranque.',
  noneLikeThat: 'Ninguno coincide',
  settingStays: '{key} se queda como lo tiene el cargador.',
  settingSent: '{key} se envía al cargador.',
  settingOf: '{key} ({attribute})',
  empty: '(vacío)',
  unknownValue: 'sin dato',
  wanted: 'Deseado: {value}',
  toldAt: 'según el cargador, el {time}',
  secret: 'secreto',
  readOnly: 'solo lectura',
  change: 'Cambiar',
  changeKey: 'Cambiar {key}',
  wantNoLonger: 'Dejar de exigir',
  wantKeyNoLonger: 'Dejar de exigir {key}',
  newValueOf: 'Valor nuevo de {key}',
  set: 'Fijar',
  atLeast: 'Al menos {minimum}.',
  atMost: 'Como máximo, {maximum}.',
  between: 'De {minimum} a {maximum}.',
  wantedStates: {
    applied: 'Como se quiere',
    pending: 'Enviado, aún sin respuesta',
    rejected: 'Rechazado',
    reboot_required: 'Aceptado, necesita reiniciar',
    differs: 'Distinto',
  },
} satisfies Translated<typeof en>
