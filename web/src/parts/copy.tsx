import { useState } from 'preact/hooks'

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [words, setWords] = useState(label)
  if (!('clipboard' in navigator)) return null

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setWords('Copied')
    } catch {
      setWords('Copying is not allowed here')
    }
    setTimeout(() => setWords(label), 2500)
  }

  return (
    <button type="button" class="small" aria-live="polite" onClick={() => void copy()}>
      {words}
    </button>
  )
}
