import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const STAND_IN = fileURLToPath(new URL('repeatRolledBack.ts', import.meta.url));

/** Vitest plugin: the store of every test in the project undoes each transaction once. */
export function rollBackFirst(): Plugin {
  return {
    name: 'roll-back-first',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/repeatRolledBack.ts') && importer !== STAND_IN ? STAND_IN : undefined,
  };
}
