import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './web/build/compressed.ts';
import { early } from './web/build/early.ts';
import { mantineStyles } from './web/build/mantine-styles.ts';
import { wholeFiles } from './web/build/whole-files.ts';
import { wordsByPart } from './web/build/words-by-part.ts';

const server = process.env.QUAYSIDE_URL ?? 'http://localhost:3000';

export default defineConfig({
  publicDir: 'web/public',
  plugins: [react(), mantineStyles(import.meta.dirname), wordsByPart(import.meta.dirname), early(import.meta.dirname), compressed()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content security policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    manifest: true,
    // A page that only wants a constant or a formatter re-exported by a domain's schema need not load the schema.
    // Nor all that stands behind a domain's door, for one of the things it leads to.
    rolldownOptions: {
      output: { codeSplitting: { groups: wholeFiles, includeDependenciesRecursively: false } },
      treeshake: { moduleSideEffects: [{ test: /\/(src\/[a-z]+\/schema\.ts|web\/[a-z]+\/index\.tsx)$/, sideEffects: false }] },
    },
  },
  server: { port: 5173, proxy: { '/api': server, '/healthz': server } },
});
