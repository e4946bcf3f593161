/** Builds the service worker to /sw.js, and tells it which files a start of the client needs. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Plugin, Rolldown } from 'vite'

const WORKER = 'sw'
const PUBLIC = 'public'
/** Those that somebody without a connection has no use for. */
const NOT_KEPT = /^(robots\.txt|icon-.*\.png)$/

export const WORKER_INPUT = { [WORKER]: 'src/sw/worker.ts' }

/** Where an entry is built to: the worker's address must never change, and its folder is what it serves. */
export function entryFileName({ name }: { name: string }): string {
  return name === WORKER ? `${WORKER}.js` : 'assets/[name]-[hash].js'
}

export function shell(): Plugin {
  return {
    name: 'shell',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle[`${WORKER}.js`]
        if (worker?.type !== 'chunk') throw new Error('There is no service worker in the bundle.')
        const told = { version: versionOf(bundle), files: ['/', ...filesOf(bundle)] }
        worker.code = worker.code.replaceAll('__SHELL__', `(${JSON.stringify(told)})`)
      },
    },
  }
}

/** What the page itself names, and the public files that it asks for. */
function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const page = bundle['index.html']
  if (page?.type !== 'asset') throw new Error('There is no page in the bundle.')
  const named = [...String(page.source).matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  const open = readdirSync(PUBLIC).filter((name) => !NOT_KEPT.test(name))
  return [...new Set([...named.filter((path) => path !== undefined), ...open.map((name) => `/${name}`)])]
}

/** Names of built files change with what is in them; the page and the public files are read. */
function versionOf(bundle: Rolldown.OutputBundle): string {
  const hash = createHash('sha256')
  for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(name)
    if (file.type === 'asset' && name === 'index.html') hash.update(file.source)
    if (file.type === 'chunk' && name === `${WORKER}.js`) hash.update(file.code)
  }
  for (const name of readdirSync(PUBLIC).sort()) hash.update(name).update(readFileSync(`${PUBLIC}/${name}`))
  return hash.digest('hex').slice(0, 12)
}
