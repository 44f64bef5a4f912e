import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChurn } from '../support/churn/runChurn.ts';
import { type Installation, installPostgres } from '../support/postgres/installPostgres.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await installPostgres();
});
afterAll(() => installation?.remove());

/** Half a minute of what `npm run test:churn` does for ten. */
test('two nodes under writers, with kill -9 of each and of the primary: nothing stale, missing or of nobody', {
  timeout: 240_000,
}, async () => {
  const report = await runChurn({ installation, seconds: 30, nodeKills: 2 });
  expect(report).toMatchObject({ stale: 0, missing: 0, ghost: 0, wrongInTheEnd: 0 });
  expect(report.judged).toBeGreaterThan(50);
  expect(report.acknowledged).toBeGreaterThan(50);
});
