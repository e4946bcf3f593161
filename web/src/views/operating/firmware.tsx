import { useState } from 'preact/hooks'
import { firmware } from '../../api/operating'
import type { Firmware, NewFirmware } from '../../api/operating-types'
import { upload } from '../../api/upload'
import { useAction, useGone } from '../../lib/hooks'
import { usePages } from '../../lib/pages'
import { draftOf } from '../../lib/unsaved'
import { More } from '../../parts/more'
import { FirmwareForm } from '../../parts/operator/firmware-form'
import { ImageRow } from '../../parts/operator/image-row'
import { Empty, Shown } from '../../parts/states'
import { say } from '../../store'
import { fill, words } from '../../words'
import { OperatingPage } from './frame'

const w = words('upkeep')

export function FirmwareImages({ id }: { id: string }) {
  return <OperatingPage id={id}>{() => <List id={id} />}</OperatingPage>
}

function List({ id }: { id: string }) {
  const gone = useGone()
  const pages = usePages(id, (cursor) => firmware.list(id, cursor))
  const [share, setShare] = useState<number | null>(null)
  const draftName = `firmware ${id}`
  const [isAdding, setAdding] = useState(() => draftOf(draftName) !== null)
  const add = useAction(async (image: NewFirmware, file: File) => {
    const made = await firmware.announce(id, image)
    try {
      setShare(0)
      await upload(made.upload_url, file, setShare, gone)
    } catch (error) {
      await firmware.remove(id, made.firmware_id)
      throw error
    } finally {
      setShare(null)
    }
    const stored = await firmware.one(id, made.firmware_id)
    say(fill(w.imageHere, { name: stored.name }))
    setAdding(false)
    pages.load.reload()
  })
  return (
    <section>
      <header class="section-head">
        <h2>{w.images}</h2>
        <button type="button" class="small" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          {w.addImage}
        </button>
      </header>
      {isAdding && <FirmwareForm name={draftName} add={add} share={share} />}
      <Shown load={pages.load}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noImages}>
              <p>{w.noImagesLead}</p>
            </Empty>
          ) : (
            <ul class="rows cards" aria-label={w.images}>
              {list.map((image) => (
                <One key={image.firmware_id} image={image} onGone={pages.load.reload} />
              ))}
            </ul>
          )
        }
      </Shown>
      <More more={pages.more} />
    </section>
  )
}

function One({ image, onGone }: { image: Firmware; onGone: () => void }) {
  const remove = useAction(async () => {
    await firmware.remove(image.network_id, image.firmware_id)
    say(fill(w.imageRemoved, { name: image.name }))
    onGone()
  })
  return <ImageRow image={image} remove={remove} />
}
