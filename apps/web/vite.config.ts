/** The Vite configuration of the page. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { probes } from './probes.ts';

const at = (place: string): string => fileURLToPath(new URL(place, import.meta.url));

/**
 * How the page is built, and served in development. Settings that concern only the dev server inside the control server
 * (middleware mode, the WebSocket for hot updates) are in apps/server/src/control/vite-dev.ts, which also explains the
 * placeholders.
 */
export default defineConfig({
  root: at('.'),
  cacheDir: at('../../node_modules/.vite'),
  plugins: [probes(), react()],
  html: { cspNonce: '__OCTET_NONCE__' },
  server: {
    fs: { allow: [at('.'), at('../../shared'), at('../../node_modules')] },
  },
  build: {
    outDir: at('dist'),
    emptyOutDir: true,
    // No data: URLs, so that the page's policy need not allow them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The notices that the licences of the bundled packages require in copies.
    license: { fileName: 'licenses.md' },
  },
});
