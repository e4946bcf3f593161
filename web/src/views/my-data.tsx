import { useState } from 'preact/hooks'
import { me } from '../api/client'
import { hurdlesOf } from '../lib/erasing'
import { byKind, gather } from '../lib/export'
import { useAction } from '../lib/hooks'
import { saveFile } from '../lib/save-file'
import { dayOf, HERE } from '../lib/time'
import { EraseAccount } from '../parts/erase-account'
import { MeTabs } from '../parts/me-tabs'
import { Page } from '../parts/page'
import { Failure } from '../parts/states'
import { go } from '../router'
import { forgetLogin, say } from '../store'
import { counted, words } from '../words'

const w = words('account')

export function MyData() {
  return (
    <Page title={w.yourData}>
      <MeTabs path="/me/data" />
      <Export />
      <Erase />
    </Page>
  )
}

function Export() {
  const [told, setTold] = useState('')
  const save = useAction(async () => {
    try {
      const items = await gather(me.kept, (count) => setTold(counted(w.exportProgress, count)))
      const name = `plugnexus-${dayOf(new Date(), HERE)}.json`
      saveFile(name, new Blob([JSON.stringify(byKind(items), null, 2)], { type: 'application/json' }))
      setTold(counted(w.exportDone, items.length))
    } catch (error) {
      setTold('')
      throw error
    }
  })
  return (
    <section class="card">
      <h2>{w.exportTitle}</h2>
      <p>{w.exportLead}</p>
      {save.problem && <Failure problem={save.problem} />}
      <div class="actions">
        <button type="button" aria-busy={save.busy} disabled={save.busy} onClick={() => void save.run()}>
          {w.exportStart}
        </button>
        <span class="muted" role="status">
          {told}
        </span>
      </div>
    </section>
  )
}

function Erase() {
  const erase = useAction(async (password: string) => {
    await me.erase(password)
    forgetLogin()
    go('/', { replace: true })
    say(w.erased)
  })
  return <EraseAccount erase={erase} hurdles={erase.problem && hurdlesOf(erase.problem)} />
}
