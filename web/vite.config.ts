import { defineConfig, loadEnv } from 'vite'

export default defineConfig(({ mode }) => {
  const api = loadEnv(mode, '.', 'PLUGNEXUS_').PLUGNEXUS_API ?? 'http://localhost:8000'
  return {
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    worker: { format: 'es' },
    build: { target: 'es2022', chunkSizeWarningLimit: 1300 },
    server: { host: '127.0.0.1', proxy: { '/v1': api, '/dev': api } },
  }
})
