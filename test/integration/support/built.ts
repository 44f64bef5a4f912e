import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureSamples } from '../../acceptance/support/samples.ts';
import { ensureBuilt } from '../../acceptance/support/serverProcess.ts';

/**
 * Vitest global set-up: the command line that the tests start is of these sources, the photos that some send are here, and there is a
 * folder for the package that some install.
 */
export default async function setup(): Promise<() => void> {
  ensureBuilt();
  await ensureSamples();
  const folder = mkdtempSync(join(tmpdir(), 'luna-package-'));
  process.env.TEST_PACKAGE_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
