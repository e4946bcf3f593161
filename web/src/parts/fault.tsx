import { Component, type ComponentChildren } from 'preact'
import { words } from '../words'
import { Page } from './page'

const w = words('common')

interface Props {
  children: ComponentChildren
}

/** Keeps the way to the other pages open when one of them fails to draw. */
export class FaultBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <Page title={w.faultTitle} size="narrow">
        <p>{w.faultLead}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {w.loadAgain}
        </button>
      </Page>
    )
  }
}
