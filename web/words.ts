/** The texts of each language in a few files: what a start needs in one, every other catalogue by itself. */
import { readdirSync } from 'node:fs'
import type { Plugin } from 'vite'

/** What the views that come with a start speak from. */
const AT_START = 'account booking common map networks problems rules station visits'.split(' ')
const FOLDER = 'src/words'
const MODULE = 'virtual:words'
const RESOLVED = `\0${MODULE}`

/** `import { starts, others } from 'virtual:words'`: by language, and by language and name, how they are fetched. */
export function words(): Plugin {
  return {
    name: 'words',
    resolveId: (id) => (id === MODULE || id.startsWith(`${MODULE}/`) ? `\0${id}` : null),
    load(id) {
      if (id === RESOLVED) return fetchers()
      if (!id.startsWith(`${RESOLVED}/`)) return null
      const language = id.slice(RESOLVED.length + 1)
      return AT_START.map((name) => `export { default as ${name} } from ${pathOf(language, name)}`).join('\n')
    },
  }
}

function fetchers(): string {
  const languages = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const starts = languages.map(({ name }) => `${name}: () => import('${MODULE}/${name}'),`)
  const others = languages.flatMap(({ name: language }) =>
    readdirSync(`${FOLDER}/${language}`)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((name) => name !== 'index' && !AT_START.includes(name))
      .map((name) => `'${language}/${name}': () => import(${pathOf(language, name)}),`),
  )
  return `export const starts = {${starts.join('')}}\nexport const others = {${others.join('')}}`
}

function pathOf(language: string, name: string): string {
  return `'/${FOLDER}/${language}/${name}.ts'`
}
