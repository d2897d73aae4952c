import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from './precompress.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The service that `vite` asks while one works on the dashboard. */
const SERVICE = process.env.SOLUM_URL ?? 'http://127.0.0.1:9777';

export default defineConfig({
  root: here('.'),
  base: '/dashboard/',
  cacheDir: here('../node_modules/.cache/vite'),
  plugins: [react(), precompress()],
  html: { cspNonce: '%CSP_NONCE%' },
  build: {
    outDir: here('../dist/dashboard'),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/dashboard/session', '/docs'].map((path) => [path, SERVICE])),
  },
});
