/** A charge point: what it runs, updates, images; in Spanish. */
import type en from '../../en/operating/firmware'
import type { Translated } from '../../messages'

export default {
  presentFirmware: 'Firmware actual',
  itRuns: 'Funciona con',
  itIs: 'Fabricante y modelo',
  onItsWay: 'En camino a {version}: {status}',
  updates: 'Actualizaciones',
  noUpdates: 'Todavía no hay actualizaciones',
  updateAsked: 'petición del {time}',
  updateLastWord: 'última noticia: {status}',
  updateStarted: 'arrancó con ella el {time}',
  updateIt: 'Actualizarlo',
  networkImages: 'Imágenes de la red',
  noImages: 'La red no tiene ninguna imagen para cargadores como este.',
  toWhich: 'A cuál',
  chooseImage: 'Elige una imagen',
  image: '{name} ({version})',
  fetchOn: 'Descargarla el día',
  fetchAt: 'Descargarla a las',
  fetchHint: 'Sin día, la descarga enseguida. PlugNexus no termina ninguna carga por ello.',
  updateFirmware: 'Actualizar firmware',
  updateStates: {
    REQUESTED: 'Pedida',
    RUNNING: 'En curso',
    INSTALLED: 'Instalada',
    FAILED: 'Fallida',
    SUPERSEDED: 'Sustituida por otra posterior',
  },
  signatures: {
    NONE: 'Sin firmar',
    VALID: 'Firmada, y la firma es correcta',
    INVALID: 'La firma no es correcta: no se envía',
    UNCHECKED: 'Firmada; solo el cargador puede comprobarla',
  },
  rolloutStates: { RUNNING: 'En curso', STOPPED: 'Detenido', ENDED: 'Terminado' },
} satisfies Translated<typeof en>
