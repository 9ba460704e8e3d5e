import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { mantineStyles } from './web/build/mantine-styles.ts';

const server = process.env.QUAYSIDE_URL ?? 'http://localhost:3000';

export default defineConfig({
  publicDir: 'web/public',
  plugins: [react(), mantineStyles(import.meta.dirname)],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    manifest: true,
  },
  server: { port: 5173, proxy: { '/api': server, '/healthz': server } },
});
