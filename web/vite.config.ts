import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { entryFileName, shell, WORKER_INPUT } from './shell'

/** What every start needs is one file, so that no line has to be asked thirty times. */
const START = { name: 'start', tags: ['$initial' as const], test: (id: string) => !id.includes('/src/sw/') }

/** So are the texts of a language that drivers read. */
const WORDS_OF_DRIVERS =
  /\/src\/words\/(\w+)\/(common|account|booking|map|networks|rules|station|visits)\.ts$/
const WORDS = {
  test: WORDS_OF_DRIVERS,
  name: (id: string) => `words-${WORDS_OF_DRIVERS.exec(id)?.[1]}`,
}

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, '.', 'PLUGNEXUS_').PLUGNEXUS_API ?? 'http://localhost:8000'
  return {
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: {
      target: 'es2022',
      chunkSizeWarningLimit: 1300,
      rolldownOptions: {
        input: { index: 'index.html', ...WORKER_INPUT },
        output: {
          entryFileNames: entryFileName,
          codeSplitting: { groups: [START, WORDS] },
        },
      },
    },
    plugins: [shell()],
    test: { setupFiles: ['src/words/setup.ts'] },
    server: { host: '127.0.0.1', proxy: { '/v1': api, '/dev': api, '/live': { target: api, ws: true } } },
  }
})
