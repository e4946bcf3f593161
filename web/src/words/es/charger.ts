/** Where the code on a charger leads, in Spanish. */

import type en from '../en/charger'
import type { Translated } from '../messages'

export default {
  charger: 'Cargador',
  where: '{station} · {address}',
  use: 'Cargar o reservar',
  start: 'Empezar a cargar',
  checkIn: 'Registrar llegada',
  plainHint:
    'Este cargador no informa de lo que hace: registra tu llegada cuando enchufes y tu salida cuando te vayas.',
  bookTime: 'Reservar {period}',
  anotherTime: 'Otra hora',
  logIn: 'Iniciar sesión',
  signUp: 'Crear cuenta',
  logInFirst: 'Inicia sesión para cargar o reservar aquí.',
  membersOnly: 'Los miembros de {network} pueden cargar y reservar aquí.',
  privateCharger: 'Este cargador es de una red privada. Sus miembros lo ven tras iniciar sesión.',
  notForYou: 'Este cargador no existe o es de una red en la que no estás.',
  joinByCode: 'Unirse a una red con un código',

  reportFault: 'Avisar de una avería',
  whatIsWrong: 'Qué ocurre',
  faults: {
    no_power: 'No da corriente',
    cable_stuck: 'El cable está atascado',
    damaged: 'Está dañado',
    blocked_by_car: 'Un coche impide el paso',
    wrong_state: 'Aparece libre u ocupado, pero no lo está',
    other: 'Otra cosa',
  },
  note: 'Nota',
  send: 'Enviar',
  reported: 'Gracias. Se lo hemos comunicado a quienes llevan este cargador.',
  logInToReport: '{login} para avisar de una avería.',
} satisfies Translated<typeof en>
