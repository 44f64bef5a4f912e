import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChurn } from '../support/churn/runChurn.ts';
import { type Installation, installPostgres } from '../support/postgres/installPostgres.ts';
import { PGVECTOR_IS_INSTALLED } from './pgvector/databases.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await installPostgres();
});
afterAll(() => installation?.remove());

const engines = PGVECTOR_IS_INSTALLED ? (['memory', 'pgvector'] as const) : (['memory'] as const);

/** Half a minute of what `npm run test:churn` does for ten. */
test.each(engines)(
  'two nodes that search by %s under writers, with kill -9 of each and of the primary: nothing stale, missing or of nobody',
  async (engine) => {
    const report = await runChurn({ installation, seconds: 30, nodeKills: 2, engine });
    expect(report).toMatchObject({ stale: 0, missing: 0, ghost: 0, wrongInTheEnd: 0 });
    expect(report.judged).toBeGreaterThan(50);
    expect(report.acknowledged).toBeGreaterThan(50);
  },
);
