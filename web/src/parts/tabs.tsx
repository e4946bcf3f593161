import { useEffect, useRef } from 'preact/hooks'

interface Props {
  label: string
  tabs: readonly { href: string; label: string; isHere: boolean }[]
}

const EDGE = 16

/** Sibling pages as a row of links; where they do not fit, the current one is scrolled to. */
export function Tabs({ label, tabs }: Props) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const here = nav.current?.querySelector('[aria-current]')?.getBoundingClientRect()
    const row = nav.current?.getBoundingClientRect()
    if (here === undefined || row === undefined) return
    if (here.right > row.right) nav.current?.scrollBy(here.right - row.right + EDGE, 0)
    else if (here.left < row.left) nav.current?.scrollBy(here.left - row.left - EDGE, 0)
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
