import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { Problem } from '../api/http'
import { Shown } from '../parts/states'
import { fetchWords } from '../words'
import { useLoad } from './hooks'

/** A view whose code is fetched when it is first shown, so that drivers do not carry what managers need. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | null = null

  async function fetched(): Promise<ComponentType<P>> {
    try {
      const view = await load()
      await fetchWords()
      known = view
      return view
    } catch {
      throw new Problem(0, { code: 'not_fetched' })
    }
  }

  return function Lazy(props: P) {
    const [View] = useState(() => known) // as it began: a change would lose what is typed
    if (View !== null) return <View {...props} />
    return <Fetched load={fetched} {...{ props }} />
  }
}

function Fetched<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const view = useLoad('view', load)
  return <Shown load={view}>{(View) => <View {...props} />}</Shown>
}
