import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, '.', 'PLUGNEXUS_').PLUGNEXUS_API ?? 'http://localhost:8000'
  return {
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: { target: 'es2022', chunkSizeWarningLimit: 1300 },
    test: { setupFiles: ['src/words/setup.ts'] },
    server: { host: '127.0.0.1', proxy: { '/v1': api, '/dev': api } },
  }
})
