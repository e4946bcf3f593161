/** A frame's JSON over several lines; as it is where it is none, as one that was cut. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const KINDS: Readonly<Record<number, string>> = { 2: 'asks', 3: 'answers', 4: 'answers with an error' }

/** What a frame is: "asks", "answers", or "answers with an error". */
export function frameKind(text: string): string {
  const type = /^\s*\[\s*(\d)/.exec(text)?.[1]
  return KINDS[Number(type)] ?? 'says something that is no frame'
}
