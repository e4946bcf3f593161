import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { entryFileName, shell, WORKER_INPUT } from './shell'
import { words } from './words'
import { world } from './world'

/** What every start needs is one file, so that no line has to be asked thirty times. */
const START = { name: 'start', tags: ['$initial' as const], test: (id: string) => !id.includes('/src/sw/') }

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
          codeSplitting: { groups: [START] },
        },
      },
    },
    plugins: [world(), words(), shell()],
    test: { setupFiles: ['src/words/setup.ts'] },
    server: { host: '127.0.0.1', proxy: { '/v1': api, '/dev': api, '/live': { target: api, ws: true } } },
  }
})
