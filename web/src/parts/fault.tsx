import { Component, type ComponentChildren } from 'preact'
import { Page } from './page'

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
      <Page title="This page met a fault" size="narrow">
        <p>It is ours, not yours. What you had sent is kept.</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          Load the page again
        </button>
      </Page>
    )
  }
}
