/** A charge point: the list of tokens that start while it is offline; in Spanish. */
import type en from '../../en/operating/local-list'
import type { Translated } from '../../messages'

export default {
  localList: 'Lista local',
  localListLead:
    'Las tarjetas RFID que inician una carga aquí mientras el cargador no tiene conexión: las de todos los miembros que pueden cargar. La lista sigue por sí sola a miembros y tarjetas.',
  localListHint:
    'Muchos cargadores la usan también con conexión y empiezan entonces sin preguntar de quién es el turno. Donde importen las reservas, pon {key} en {value}.',
  localListStates: {
    off: 'Desactivada',
    waiting: 'Espera al cargador',
    syncing: 'Enviándose',
    in_step: 'Al día',
    failed: 'Rechazada',
    not_supported: 'No compatible',
  },
  sendAnew: 'Enviar todo de nuevo',
  switchOn: 'Activar',
  switchOff: 'Desactivar',
  switchOffTitle: '¿Desactivar la lista?',
  switchOffLead: 'Se le dice al cargador que la olvide: sin conexión, nadie podrá empezar allí con tarjeta.',
  shouldHold: 'Debe contener',
  holds: 'Contiene',
  toBeSent: 'Falta por enviar',
  version: 'Versión',
  inStepSince: 'Al día desde',
  tokens: { one: '{count} tarjeta', other: '{count} tarjetas' },
  changes: { one: '{count} cambio', other: '{count} cambios' },
  notKnown: 'desconocido',
  noRoom: {
    one: 'No tiene sitio para {count} tarjeta: se deja fuera a quien se unió en último lugar.',
    other: 'No tiene sitio para {count} tarjetas: se deja fuera a quienes se unieron en último lugar.',
  },
  tooLong: {
    one: '{count} tarjeta es demasiado larga para su protocolo y se deja fuera.',
    other: '{count} tarjetas son demasiado largas para su protocolo y se dejan fuera.',
  },
} satisfies Translated<typeof en>
