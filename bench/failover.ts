/**
 * npm run bench:failover -- [--rounds 10] [--turns 40] [--json FILE]
 *
 * Fail-over of the pool over several hosts: real servers from npm, a primary with a synchronous standby for each drill,
 * four callers that write one request after the other. Promotion comes 1 s after the fault; the query time-out is 2 s.
 * Last the price of the pool against bare `pg` on one host.
 */
import { parseArgs } from 'node:util';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
import { CALLERS, type Drill, type DrillResult, runDrill } from './support/failover/drill.ts';
import { frozen, killed, others } from './support/failover/drills.ts';
import { measureOverhead, median } from './support/failover/overhead.ts';
import { printReport, type Row } from './support/report.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    turns: { type: 'string', default: '40' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);

const rows: Row[] = [];
const all: DrillResult[] = [];
const installation = await installPostgres();
try {
  const kills = await repeat(killed, rounds);
  add(
    'first write after promotion, primary killed, median',
    median(kills.map((each) => each.afterMendMs)),
    'ms',
    '≤ 300',
  );
  add('the same, worst', Math.max(...kills.map((each) => each.afterMendMs)), 'ms');
  const freezes = await repeat(frozen, Math.ceil(rounds / 3));
  add('first write after the freeze, worst', Math.max(...freezes.map((each) => each.afterFaultMs)), 'ms', '≤ 4000');
  for (const drill of others) {
    const [result] = await repeat(drill, 1);
    if (result) add(`first write after the end of: ${drill.name}`, result.afterMendMs, 'ms');
  }
  add(
    'errors that callers saw, most of one drill',
    Math.max(...all.map(({ errors }) => errors)),
    '',
    `≤ ${CALLERS} (in flight)`,
  );
  add(
    'acknowledged writes, all drills',
    sum(({ acknowledged }) => acknowledged),
    '',
  );
  add(
    'acknowledged and lost',
    sum(({ lost }) => lost),
    '',
    '0',
  );
  add(
    'applied twice',
    sum(({ twice }) => twice),
    '',
    '0',
  );
  add(
    'applied though the caller was told that it was not',
    sum(({ unexpected }) => unexpected),
    '',
    '0',
  );

  const { bare, hosts, bareCpu, hostsCpu } = await measureOverhead(installation, Number(values.turns));
  add('bare pg, one host', bare, 'requests/s');
  add('pool over hosts, one host', hosts, 'requests/s');
  add('overhead in requests per second', (1 - hosts / bare) * 100, '%', '≤ 3');
  add('processor time of a request, bare', bareCpu, 'µs');
  add('processor time of a request, pool over hosts', hostsCpu, 'µs');
} finally {
  await installation.remove();
}
printReport('bench:failover', rows, values.json);

async function repeat(drill: Drill, times: number): Promise<DrillResult[]> {
  const results: DrillResult[] = [];
  for (let round = 0; round < times; round++) {
    const result = await runDrill(installation, drill);
    console.log(`${drill.name}: ${Math.round(result.afterMendMs)} ms after its end, ${result.errors} errors`);
    results.push(result);
  }
  all.push(...results);
  return results;
}

function add(what: string, value: number, unit: string, reach?: string): void {
  rows.push({ what, value, unit, ...(reach === undefined ? {} : { reach }) });
}

function sum(of: (result: DrillResult) => number): number {
  return all.reduce((total, result) => total + of(result), 0);
}
