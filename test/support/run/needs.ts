import type { TestOptions } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test does not run here; SkipReasons prints it. */
    skippedBecause?: string;
  }
}

/**
 * Options of a test or group that cannot run everywhere.
 * @param met whether it can run here
 * @param otherwise why not, as a clause: `there is no curl`
 */
export function needs(met: unknown, otherwise: string): TestOptions {
  return met ? {} : { skip: true, meta: { skippedBecause: otherwise } };
}
