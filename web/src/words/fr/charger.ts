/** Where the code on a charger leads: one charger, for somebody who stands before it; in French. */
import type en from '../en/charger'
import type { Translated } from '../messages'

export default {
  charger: 'Point de recharge',
  where: '{station} · {address}',
  use: 'Recharger ou réserver',
  start: 'Démarrer la recharge',
  checkIn: 'Signaler l’arrivée',
  plainHint:
    'Ce point de recharge n’est pas connecté : signalez votre arrivée en branchant, et votre départ en partant.',
  bookTime: 'Réserver {period}',
  anotherTime: 'Un autre moment',
  logIn: 'Se connecter',
  signUp: 'Créer un compte',
  logInFirst: 'Connectez-vous pour recharger ou réserver ici.',
  membersOnly: 'Les membres du réseau {network} peuvent recharger et réserver ici.',
  privateCharger:
    'Ce point de recharge appartient à un réseau privé. Ses membres le voient une fois connectés.',
  notForYou:
    'Ce point de recharge n’existe pas, ou il appartient à un réseau dont vous ne faites pas partie.',
  joinByCode: 'Rejoindre un réseau avec un code',

  reportFault: 'Signaler un problème',
  whatIsWrong: 'Que se passe-t-il ?',
  faults: {
    no_power: 'Pas de courant',
    cable_stuck: 'Le câble est coincé',
    damaged: 'Le matériel est abîmé',
    blocked_by_car: 'Une voiture bloque l’accès',
    wrong_state: 'L’état affiché (libre ou occupé) est faux',
    other: 'Autre chose',
  },
  note: 'Remarque',
  send: 'Envoyer',
  reported: 'Merci. Les responsables de ce point de recharge sont prévenus.',
  logInToReport: 'Pour signaler un problème : {login}.',
} satisfies Translated<typeof en>
