import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a thread or a process runs. */
export interface EntryPoint {
  readonly url: URL;
  /** It is to be run under tsx, as in tests and benchmarks. */
  readonly isSource: boolean;
}

/**
 * @param entry a module, given by `new URL('./…', import.meta.url)`; a build has its bundle at its place (scripts/bundleProgram.js), which starts without
 *   the loader of modules
 */
export function entryPoint(entry: URL): EntryPoint {
  const isSource = extname(fileURLToPath(import.meta.url)) === '.ts';
  return { url: isSource ? entry : new URL(entry.href.replace(/\.ts$/, '.cjs')), isSource };
}
