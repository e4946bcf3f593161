/** A charge point: the list of tokens that start while it is offline; in French. */
import type en from '../../en/operating/local-list'
import type { Translated } from '../../messages'

export default {
  localList: 'Liste locale',
  localListLead:
    'Les badges RFID qui démarrent une recharge ici pendant que la borne est hors ligne : ceux de tous les membres qui peuvent recharger. Elle suit d’elle-même les membres et les badges.',
  localListHint:
    'Beaucoup de bornes l’utilisent aussi en ligne, et démarrent alors sans demander à qui est le tour. Là où les réservations comptent, mettez {key} à {value}.',
  localListStates: {
    off: 'Désactivée',
    waiting: 'Attend la borne',
    syncing: 'Envoi en cours',
    in_step: 'À jour',
    failed: 'Refusée',
    not_supported: 'Non prise en charge',
  },
  sendAnew: 'Tout renvoyer',
  switchOn: 'Activer',
  switchOff: 'Désactiver',
  switchOffTitle: 'Désactiver la liste ?',
  switchOffLead:
    'La borne reçoit l’ordre de l’oublier : aucun badge n’y démarre plus rien tant qu’elle est hors ligne.',
  shouldHold: 'Elle devrait contenir',
  holds: 'Elle contient',
  toBeSent: 'Encore à envoyer',
  version: 'Version',
  inStepSince: 'À jour depuis',
  tokens: { one: '{count} badge', other: '{count} badges' },
  changes: { one: '{count} changement', other: '{count} changements' },
  notKnown: 'inconnu',
  noRoom: {
    one: 'Elle n’a pas de place pour {count} badge : les derniers membres arrivés sont laissés de côté.',
    other: 'Elle n’a pas de place pour {count} badges : les derniers membres arrivés sont laissés de côté.',
  },
  tooLong: {
    one: '{count} badge est trop long pour son protocole, et laissé de côté.',
    other: '{count} badges sont trop longs pour son protocole, et laissés de côté.',
  },
} satisfies Translated<typeof en>
