/** A frame's JSON over several lines; as it is where it is none, as one that was cut. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const KINDS: Readonly<Record<number, 'Asks' | 'Answers' | 'Errs'>> = { 2: 'Asks', 3: 'Answers', 4: 'Errs' }

/** What a frame is, for a sentence of the catalogue: "Charger asks StatusNotification". */
export function frameKind(text: string, direction: 'in' | 'out') {
  const type = /^\s*\[\s*(\d)/.exec(text)?.[1]
  return `${direction}${KINDS[Number(type)] ?? 'Odd'}` as const
}
