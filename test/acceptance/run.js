import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * npm run test:acceptance [-- --base URL] [-- --mode backport3|lp3] [-- <file filter> ...]
 * Without --base it starts its own servers, one a mode. With --base it tests that server; --mode says in which
 * compatibility mode the server runs.
 */
const { values, positionals } = parseArgs({
  options: {
    base: { type: 'string' },
    mode: { type: 'string' },
  },
  allowPositionals: true,
});

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const env = { ...process.env };
if (values.base) {
  env.ACCEPTANCE_URL = values.base;
  env.ACCEPTANCE_MODE = values.mode ?? 'backport3';
} else if (values.mode) {
  env.ACCEPTANCE_MODES = values.mode;
}

const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'acceptance', ...positionals], {
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
