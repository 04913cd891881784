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

const NO_FILTER = '\0no-column-filter';

/**
 * The library's tables bring a menu of filters in the heads of columns, and with it trees and radio buttons. Our lists
 * filter above the table, so none of it is ever drawn, and nobody should load it.
 */
function withoutColumnFilters(): Plugin {
  return {
    name: 'myidc-without-column-filters',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './FilterDropdown' && importer?.endsWith('/antd/es/table/hooks/useFilter/index.js')
        ? NO_FILTER
        : undefined,
    load: (id) => (id === NO_FILTER ? 'export default () => null;\nexport const flattenKeys = () => [];' : undefined),
  };
}

export default defineConfig({
  plugins: [react(), withoutColumnFilters(), ...(mocked ? [mockPlugin()] : [])],
  server: {
    port: 5173,
    proxy: mocked
      ? {}
      : Object.fromEntries(apiRoots.map((root) => [`^${root}(/|beta/|$)`, { target: portal, changeOrigin: true }])),
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      treeshake: {
        // Parts of the library that only declare: their packages do not say so, and whole ones would be loaded for a word of them.
        moduleSideEffects: [{ test: /\/node_modules\/@rc-component\//, sideEffects: false }],
      },
    },
  },
});
