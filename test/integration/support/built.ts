import { ensureSamples } from '../../acceptance/support/samples.ts';
import { ensureBuilt } from '../../acceptance/support/serverProcess.ts';

/** Vitest global set-up: the command line that the tests start is of these sources, and the photos that some send are here. */
export default async function setup(): Promise<void> {
  ensureBuilt();
  await ensureSamples();
}
