import { useEffect, useRef } from 'preact/hooks'

interface Props {
  label: string
  tabs: readonly { href: string; label: string; isHere: boolean }[]
}

/** Sibling pages as a row of links; where they do not fit, the current one is scrolled to. */
export function Tabs({ label, tabs }: Props) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (!nav.current || !here) return
    const left = here.offsetLeft - nav.current.offsetLeft
    if (left + here.offsetWidth > nav.current.clientWidth) nav.current.scrollLeft = left - 16
  }, [label])
  return (
    <nav class="tabs" aria-label={label} ref={nav}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.isHere ? 'page' : undefined}>
          {tab.label}
        </a>
      ))}
    </nav>
  )
}
