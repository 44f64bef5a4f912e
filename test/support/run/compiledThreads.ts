import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const STAND_IN = fileURLToPath(new URL('compiledEntryPoint.ts', import.meta.url));
const BUILD = fileURLToPath(new URL('../../../scripts/build.js', import.meta.url));

/**
 * Vitest plugin: threads and processes that sources start are those of dist where it is of these sources. To load the compiler
 * of sources, each of them would take ten times the processor time that its own work takes.
 */
export function compiledThreads(): Plugin {
  const isBuilt = spawnSync(process.execPath, [BUILD, '--check']).status === 0;
  return {
    name: 'compiled-threads',
    enforce: 'pre',
    resolveId: (source, importer) =>
      isBuilt && source.endsWith('/entryPoint.ts') && importer !== STAND_IN ? STAND_IN : undefined,
  };
}
