import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { join } from 'node:path';

/**
 * Lets Node.js (22 and newer) keep what V8 compiles, so that the next start reads it. In the data directory, once there is
 * one: it is the user's own, whereas code that lies in the temporary folder may be another user's. Where it cannot be written
 * nothing is kept.
 */
export function keepCompiled(dataDirectory: string): void {
  if (!existsSync(dataDirectory)) return;
  const { enableCompileCache } = module as { enableCompileCache?: (directory: string) => unknown };
  enableCompileCache?.(join(dataDirectory, 'compiled'));
}
