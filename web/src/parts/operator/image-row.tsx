import type { Firmware } from '../../api/operating-types'
import type { Action } from '../../lib/hooks'
import { SIGNATURE, sizeWords } from '../../lib/operator/words'
import { ConfirmButton } from '../confirm'

/** A firmware image: whom it is for, its digests, and the way to a rollout of it. */
export function ImageRow({ image, remove }: { image: Firmware; remove: Action<[]> }) {
  const isStored = image.state === 'STORED'
  const meant = [image.vendor, image.model].filter(Boolean).join(' ')
  return (
    <li class="card">
      <div class="row-main">
        <strong>
          {image.name} ({image.version})
        </strong>
        <span class="muted">
          {meant === '' ? 'for any charger' : `for ${meant}`}
          {image.size !== null && ` · ${sizeWords(image.size)}`}
        </span>
        <span class={image.signature_state === 'INVALID' ? 'badge bad' : 'muted'}>
          {isStored ? SIGNATURE[image.signature_state] : 'Its file has not come.'}
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
            Roll it out
          </a>
        )}
        <ConfirmButton
          label="Remove"
          name={`Remove ${image.name}`}
          title={`Remove ${image.name}?`}
          confirm="Remove"
          action={remove}
        >
          <p>A charger that was told of it and has not fetched it yet will fail to.</p>
        </ConfirmButton>
      </div>
    </li>
  )
}
