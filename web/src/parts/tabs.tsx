interface Props {
  label: string
  tabs: readonly { href: string; label: string; isHere: boolean }[]
}

/** Sibling pages as a row of links. */
export function Tabs({ label, tabs }: Props) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.isHere ? 'page' : undefined}>
          {tab.label}
        </a>
      ))}
    </nav>
  )
}
