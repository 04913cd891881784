import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { mockApi } from './mock-api/server.ts';

const portal = process.env['MYIDC_URL'] ?? 'http://localhost:8080';
const apiRoots = ['/v4', '/admin', '/auth', '/export', '/portal', '/oauth', '/openapi', '/q'];
const mocked = process.env['MYIDC_MOCK'] === '1';

/** Serves the mock API inside Vite's own server, so that the UI runs without a portal. */
function mockPlugin(): Plugin {
  return {
    name: 'myidc-mock-api',
    configureServer: (server) => void server.middlewares.use(mockApi()),
    configurePreviewServer: (server) => void server.middlewares.use(mockApi()),
  };
}

export default defineConfig({
  plugins: mocked ? [react(), mockPlugin()] : [react()],
  server: {
    port: 5173,
    proxy: mocked
      ? {}
      : Object.fromEntries(apiRoots.map((root) => [`^${root}(/|beta/|$)`, { target: portal, changeOrigin: true }])),
  },
  build: { target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 900 },
});
