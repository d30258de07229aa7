import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** What the desktop program allows its window; `vite preview` keeps the page to the same. */
const csp = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  'connect-src ipc: http://ipc.localhost',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
].join('; ');

export default defineConfig({
  plugins: [react()],
  build: { target: 'safari16', modulePreload: { polyfill: false }, assetsInlineLimit: 0, chunkSizeWarningLimit: 900 },
  server: { port: 1420, strictPort: true },
  preview: { port: 1421, strictPort: true, headers: { 'Content-Security-Policy': csp } },
  test: {
    environment: 'jsdom',
    setupFiles: ['tests/setup.ts'],
    include: ['tests/**/*.test.{ts,tsx}'],
    // A processor is left free otherwise, of two the half of all.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 20_000,
    restoreMocks: true,
  },
});
