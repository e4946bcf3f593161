/** A charge point: what it runs, updates, images; in French. */
import type en from '../../en/operating/firmware'
import type { Translated } from '../../messages'

export default {
  presentFirmware: 'Firmware actuel',
  itRuns: 'Version utilisée',
  itIs: 'Fabricant et modèle',
  onItsWay: 'En route vers {version} : {status}',
  updates: 'Mises à jour',
  noUpdates: 'Pas encore de mise à jour',
  updateAsked: 'demande du {time}',
  updateLastWord: 'dernière nouvelle : {status}',
  updateStarted: 'démarrage avec cette version le {time}',
  updateIt: 'La mettre à jour',
  networkImages: 'Images du réseau',
  noImages: 'Le réseau n’a pas d’image pour des bornes comme celle-ci.',
  toWhich: 'Quelle image',
  chooseImage: 'Choisir une image',
  image: '{name} ({version})',
  fetchOn: 'Récupérer le',
  fetchAt: 'Récupérer à',
  fetchHint: 'Sans jour, elle récupère aussitôt. PlugNexus ne termine aucune session pour cela.',
  updateFirmware: 'Mettre à jour le firmware',
  updateStates: {
    REQUESTED: 'Demandée',
    RUNNING: 'En cours',
    INSTALLED: 'Installée',
    FAILED: 'Échec',
    SUPERSEDED: 'Remplacée par une autre',
  },
  signatures: {
    NONE: 'Non signée',
    VALID: 'Signée, et la signature est juste',
    INVALID: 'La signature est fausse : elle n’est pas envoyée',
    UNCHECKED: 'Signée ; seule la borne peut la vérifier',
  },
  rolloutStates: { RUNNING: 'En cours', STOPPED: 'Arrêté', ENDED: 'Terminé' },
} satisfies Translated<typeof en>
