/** A charge point: what it runs, updates, images; in German. */
import type en from '../../en/operating/firmware'
import type { Translated } from '../../messages'

export default {
  presentFirmware: 'Jetzige Firmware',
  itRuns: 'Läuft mit',
  itIs: 'Gerät',
  onItsWay: 'Unterwegs zu {version}: {status}',
  updates: 'Aktualisierungen',
  noUpdates: 'Noch keine Aktualisierungen',
  updateAsked: 'angefordert {time}',
  updateLastWord: 'letzte Meldung: {status}',
  updateStarted: 'damit gestartet {time}',
  updateIt: 'Aktualisieren',
  networkImages: 'Firmware-Dateien des Netzwerks',
  noImages: 'Das Netzwerk hat keine Firmware-Datei für solche Ladestationen.',
  toWhich: 'Auf welche',
  chooseImage: 'Firmware-Datei wählen',
  image: '{name} ({version})',
  fetchOn: 'Holen am',
  fetchAt: 'Holen um',
  fetchHint: 'Ohne Tag holt sie sofort. PlugNexus beendet dafür keinen Ladevorgang.',
  updateFirmware: 'Firmware aktualisieren',
  updateStates: {
    REQUESTED: 'Angefordert',
    RUNNING: 'Läuft',
    INSTALLED: 'Installiert',
    FAILED: 'Fehlgeschlagen',
    SUPERSEDED: 'Durch eine spätere ersetzt',
  },
  signatures: {
    NONE: 'Nicht signiert',
    VALID: 'Signiert, und die Signatur stimmt',
    INVALID: 'Die Signatur ist falsch: Sie wird nicht gesendet',
    UNCHECKED: 'Signiert; nur die Ladestation kann es prüfen',
  },
  rolloutStates: { RUNNING: 'Läuft', STOPPED: 'Angehalten', ENDED: 'Beendet' },
} satisfies Translated<typeof en>
