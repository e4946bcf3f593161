/** What owners learn of their network: how fairly it is shared, how much it is used, what it earns, in Spanish. */

import type en from '../en/reports'
import type { Translated } from '../messages'

export default {
  fairnessTitle: 'Lo justo que es el reparto',
  usageTitle: 'Uso e ingresos',
  firstDay: 'Primer día',
  lastDay: 'Último día',
  csv: 'Descargar como CSV',
  fairnessFile: 'reparto {from} {until}.csv',
  usageFile: 'uso hasta {month}.csv',

  nothingYet: 'Todavía no hay nada que contar',
  nothingYetLead:
    'Aquí se cuenta lo que los miembros reservan y cargan en estos días, y lo que se les rechaza.',
  nobodyTook: 'Nadie ha usado tiempo en estos días.',
  onlyOne: 'El único miembro ha tenido todo el tiempo.',
  busiestOne: {
    one: '{count} de {members} miembros ha usado tiempo, y quien más usó tuvo el {had}; a partes iguales sería el {even}.',
    other:
      '{count} de {members} miembros han usado tiempo, y quien más usó tuvo el {had}; a partes iguales sería el {even}.',
  },
  busiest: {
    one: '{took} de {members} miembros han usado tiempo, y el {count} que más usó tuvo el {had}; a partes iguales sería el {even}.',
    other:
      '{took} de {members} miembros han usado tiempo, y los {count} que más usaron tuvieron el {had}; a partes iguales sería el {even}.',
  },
  membersCaption: 'Miembros, por lo que han usado',
  member: 'Miembro',
  classesCaption: 'Categorías de miembros',
  memberClass: 'Categoría',
  noClass: 'Sin categoría',
  classMembers: { one: '{name} ({count} miembro)', other: '{name} ({count} miembros)' },
  share: 'Parte',
  hours: 'Horas',
  ofPrimeTime: 'De la hora punta',
  energy: 'Energía',
  bookings: 'Reservas',
  noShows: 'Ausencias',
  lateCancels: 'Cancelaciones tardías',
  overstays: 'Excesos de tiempo',
  nobodyRefused: 'No se ha rechazado a nadie.',
  refusedCaption: {
    one: 'Rechazada: {count} petición, por regla',
    other: 'Rechazadas: {count} peticiones, por regla',
  },
  rule: 'Regla',
  times: 'Veces',
  fromWaitlist: {
    one: '{count} reserva vino de la lista de espera.',
    other: '{count} reservas vinieron de la lista de espera.',
  },
  waitedHalf: 'La mitad de quienes consiguieron una esperó {half} o menos.',
  waitedMost: 'Nueve de cada diez esperaron {most} o menos.',
  byHour: 'Uso por hora de la semana',
  byHourCaption: 'Uso por hora de la semana, en porcentaje del tiempo en que los cargadores estaban abiertos',
  hour: 'Hora',

  until: 'Doce meses hasta',
  usageLead: 'Las cargas cuentan en el mes en que terminaron. Lo que está en revisión no se incluye.',
  month: 'Mes',
  sessions: 'Cargas',
  sessionsInAll: { one: '{count} carga', other: '{count} cargas' },
  energyCaption: 'Energía por mes',
  revenueCaption: 'Ingresos por mes, en {currency}',
  bookedCaption: 'Horas reservadas por mes',
  bookedHours: 'Horas reservadas',
  visitsCaption: 'Cargas y ausencias por mes',
  chargersCaption: 'Cargadores, por energía',
  charger: 'Cargador',
  occupied: 'Ocupado',
  revenue: 'Ingresos',
  time: 'Tiempo',
  noUsage: 'Todavía no hay cargas',
  noUsageLead: 'Lo que se carga aquí se cuenta por mes y por cargador.',
} satisfies Translated<typeof en>
