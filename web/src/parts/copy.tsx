import { useState } from 'preact/hooks'
import { words } from '../words'

const w = words('common')

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string | null>(null)
  if (!('clipboard' in navigator)) return null

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(w.copied)
    } catch {
      setSaid(w.copyRefused)
    }
    setTimeout(() => setSaid(null), 2500)
  }

  return (
    <button type="button" class="small" aria-live="polite" onClick={() => void copy()}>
      {said ?? label}
    </button>
  )
}
