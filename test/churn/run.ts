/**
 * npm run test:churn -- [--minutes 10] [--engine pgvector]: two nodes, a primary with a synchronous standby, eight
 * writers, searchers on both nodes; `kill -9` of a node every minute and of the primary in the middle. Ends with 1 when an
 * answer was wrong. For pgvector POSTGRES_BIN names programs of a server that has it.
 */
import { parseArgs } from 'node:util';
import { runChurn } from '../support/churn/runChurn.ts';
import { installPostgres } from '../support/postgres/installPostgres.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, engine: { type: 'string' } } });
const minutes = Number(values.minutes);
const installation = await installPostgres();
try {
  const report = await runChurn({
    installation,
    seconds: minutes * 60,
    engine: values.engine === 'pgvector' ? 'pgvector' : 'memory',
    nodeKills: Math.max(2, Math.round(minutes)),
    onEvent: (event) => console.log(`${new Date().toISOString()} ${event}`),
  });
  console.table(report);
  const { stale, missing, ghost, wrongInTheEnd } = report;
  if (stale + missing + ghost + wrongInTheEnd > 0) process.exitCode = 1;
} finally {
  await installation.remove();
}
