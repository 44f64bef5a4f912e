import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const inHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Libraries mark what a server may not render, and nothing here is rendered by one; and how long each plugin took. */
const UNTOLD: ReadonlySet<string> = new Set(['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS']);

/** Beside each file its compressed form, so that the service compresses nothing. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir = '' }) {
      const folder = join(dir, 'assets');
      for (const name of readdirSync(folder)) {
        if (name.endsWith('.gz')) continue;
        const bytes = readFileSync(join(folder, name));
        const gzip = gzipSync(bytes, { level: 9 });
        if (gzip.length < bytes.length) writeFileSync(join(folder, `${name}.gz`), gzip);
      }
    },
  };
}

export default defineConfig({
  root: inHere('.'),
  // The page is served below any path: files are found from where it is.
  base: './',
  plugins: [compressed()],
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: inHere('../dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // Small pictures would become data: URLs in scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      onLog: (level, log, report) => !UNTOLD.has(String(log.code)) && report(level, log),
    },
  },
  server: { proxy: { '/4': 'http://127.0.0.1:5140' } },
});
