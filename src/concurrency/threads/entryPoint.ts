import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a thread or a process runs. */
export interface EntryPoint {
  readonly url: URL;
  /** It is to be run under tsx, as in tests and benchmarks. */
  readonly isSource: boolean;
}

/** @param entry a module, given by `new URL('./…', import.meta.url)`; a build has the compiled file at its place */
export function entryPoint(entry: URL): EntryPoint {
  const isSource = extname(fileURLToPath(import.meta.url)) === '.ts';
  return { url: isSource ? entry : new URL(entry.href.replace(/\.ts$/, '.js')), isSource };
}
