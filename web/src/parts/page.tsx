import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  title: string
  lead?: ComponentChildren
  back?: { href: string; label: string } | undefined
  actions?: ComponentChildren
  size?: 'narrow' | 'wide'
  children: ComponentChildren
}

let isFirstPage = true

/** A view's frame, with its heading. */
export function Page({ title, lead, back, actions, size, children }: Props) {
  const heading = useHeading(title)

  return (
    <div class={`page ${size ?? ''}`}>
      {back && (
        <a class="back" href={back.href}>
          <span aria-hidden="true">←</span> {back.label}
        </a>
      )}
      <header class="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && (
            <p class="lead">
              <bdi>{lead}</bdi>
            </p>
          )}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  )
}

/** For a view's h1: it gets the focus when the view is come to, so that it is read and the keyboard starts there. */
export function useHeading(title: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} · PlugNexus`
  }, [title])

  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])

  return heading
}
