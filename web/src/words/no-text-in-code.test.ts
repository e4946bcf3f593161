import { readFileSync } from 'node:fs'
import { parseAst } from 'vite'
import { expect, it } from 'vitest'

/** Attributes and properties whose values people read. */
const READ =
  /^(label|title|aria-label|aria-description|placeholder|alt|confirm|lead|hint|submit|empty|summary)$/

/** A name, which no language changes. */
const SAME_EVERYWHERE = /^(PlugNexus|OCPP.*|kWh?|[A-Z0-9 .,·:–-]*)$/

const MODULES = import.meta.glob(['../**/*.tsx', '!../**/*.test.tsx'])

type Node = { type: string } & Record<string, unknown>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

function* nodes(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodes(one)
  else if (isNode(value)) {
    yield value
    for (const inner of Object.values(value)) yield* nodes(inner)
  }
}

const literal = (node: unknown): string =>
  isNode(node) && node.type === 'Literal' && typeof node.value === 'string' ? node.value : ''

function* texts(source: string): Generator<string> {
  for (const node of nodes(parseAst(source, { lang: 'tsx' }))) {
    if (node.type === 'JSXText') yield String(node.value).trim()
    if (node.type === 'JSXExpressionContainer') yield literal(node.expression)
    if (node.type === 'JSXAttribute' && READ.test(String((node.name as Node).name))) yield literal(node.value)
  }
}

it.each(Object.keys(MODULES))('%s says nothing of its own', (path) => {
  const source = readFileSync(new URL(path, import.meta.url), 'utf8')

  expect([...texts(source)].filter((text) => /\p{L}/u.test(text) && !SAME_EVERYWHERE.test(text))).toEqual([])
})
