import type { ComponentChildren } from 'preact'

/** One number that matters, with what it is of. */
export function Figure({
  label,
  testId,
  children,
}: {
  label: string
  testId: string
  children: ComponentChildren
}) {
  return (
    <div class="figure">
      <span class="figure-label">{label}</span>
      <span class="figure-value" data-testid={testId}>
        {children}
      </span>
    </div>
  )
}
