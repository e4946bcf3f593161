import type { Firmware } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { signatureWords, sizeWords } from '../../lib/operator/words'
import { fill, words } from '../../words'
import { ConfirmButton } from '../confirm'

const w = words('upkeep')

/** A firmware image: whom it is for, its digests, and the way to a rollout of it. */
export function ImageRow({ image, remove }: { image: Firmware; remove: Action<[]> }) {
  const isStored = image.state === 'STORED'
  const meant = [image.vendor, image.model].filter(Boolean).join(' ')
  const whom = meant === '' ? w.forAny : fill(w.forMaker, { maker: meant })
  return (
    <li class="card">
      <div class="row-main">
        <strong>{fill(w.imageName, { name: image.name, version: image.version })}</strong>
        <span class="muted">
          {image.size === null ? whom : fill(w.sized, { text: whom, size: sizeWords(image.size) })}
        </span>
        <span class={image.signature_state === 'INVALID' ? 'badge bad' : 'muted'}>
          {isStored ? signatureWords(image.signature_state) : w.notCome}
        </span>
        {image.sha256 && (
          <span class="small-print">
            SHA-256 <span class="mono">{image.sha256}</span>
          </span>
        )}
        {image.md5 && (
          <span class="small-print">
            MD5 <span class="mono">{image.md5}</span>
          </span>
        )}
      </div>
      <div class="actions">
        {isStored && image.signature_state !== 'INVALID' && (
          <a
            class="button small"
            href={`/networks/${image.network_id}/rollouts?firmware=${image.firmware_id}`}
          >
            {w.rollOut}
          </a>
        )}
        <ConfirmButton
          label={w.remove}
          name={fill(w.removeOf, { name: image.name })}
          title={fill(w.removeTitle, { name: image.name })}
          confirm={w.remove}
          action={remove}
        >
          <p>{w.removeLead}</p>
        </ConfirmButton>
      </div>
    </li>
  )
}
