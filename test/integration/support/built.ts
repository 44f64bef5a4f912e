import { ensureBuilt } from '../../acceptance/support/serverProcess.ts';

/** Vitest global set-up: the command line that the tests start is of these sources. */
export default ensureBuilt;
