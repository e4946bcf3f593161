import { Problem } from '../api/http'
import { useLoad } from '../lib/hooks'
import { modulePath, QUIET } from '../lib/qr'
import { Shown } from './states'

interface Props {
  /** What whoever reads it gets: an address of ours. */
  text: string
  /** What it leads to, for those who do not see it. */
  label: string
}

/** A QR code that phones read: dark on light in either theme. The code that draws it comes when it is first shown. */
export function Qr({ text, label }: Props) {
  const load = useLoad(text, () => drawn(text))
  return (
    <div class="qr">
      <Shown load={load}>
        {({ size, path }) => (
          <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
            <path d={path} />
          </svg>
        )}
      </Shown>
    </div>
  )
}

async function drawn(text: string): Promise<{ size: number; path: string }> {
  const { encode } = await import('uqr').catch(() => {
    throw new Problem(0, { code: 'not_fetched' })
  })
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  return { size: size + 2 * QUIET, path: modulePath(data) }
}
