/**
 * npm run bench:failover -- [--rounds 10] [--turns 40] [--json FILE]
 *
 * Fail-over as clients of the API see it: a `serve` process over a primary with a synchronous standby (real servers from
 * npm), four clients that write one request after the other, two that read, one that asks /readyz. Promotion comes 1 s
 * after the fault; the query time-out is 2 s. One process lives through all drills, the hosts taking turns as primary.
 * Last the price of the pool against bare `pg` on one host.
 */
import { parseArgs } from 'node:util';
import { READERS, WRITERS } from '../test/support/failover/apiClients.ts';
import { ApiCluster } from '../test/support/failover/apiCluster.ts';
import * as drills from '../test/support/failover/apiDrills.ts';
import { type ApiDrillResult, runApiDrill } from '../test/support/failover/runApiDrill.ts';
import { installPostgres } from '../test/support/postgres/installPostgres.ts';
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

const OTHERS = [
  drills.stopped,
  drills.readOnly,
  drills.halfOpen,
  drills.blackHole,
  drills.reset,
  drills.delayed,
  drills.allGone(),
  drills.reordered,
  drills.rotated,
  drills.exhausted,
];

const rows: Row[] = [];
const all: ApiDrillResult[] = [];
const installation = await installPostgres();
const cluster = await ApiCluster.start(installation);
try {
  const kills = await repeat(drills.killed, rounds);
  add('first write after promotion, primary killed, median', median(kills.map(afterMend)), 'ms', '≤ 300');
  add('the same, worst', Math.max(...kills.map(afterMend)), 'ms');
  const freezes = await repeat(drills.frozen, Math.ceil(rounds / 3));
  const afterFreeze = Math.max(...freezes.map(({ afterFaultMs }) => afterFaultMs));
  add('first write after the freeze, worst', afterFreeze, 'ms', '≤ 4000');
  for (const drill of OTHERS) {
    for (const result of await repeat(drill, 1)) {
      add(`first write after the end of: ${drill.name}`, result.afterMendMs, 'ms');
    }
  }
  const inFlight = WRITERS + READERS;
  add('503 that clients saw, most of one drill', most('unavailable'), '', `≤ ${inFlight} (in flight)`);
  add(
    'any other unexpected answer',
    sum(({ problems }) => problems.length),
    '',
    '0',
  );
  add('longest request', most('longestMs'), 'ms', '≤ 32000 (the configured limit)');
  add('longest answer of /readyz', most('longestProbeMs'), 'ms');
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
  await cluster.close();

  const { bare, hosts, bareCpu, hostsCpu, ratio } = await measureOverhead(installation, Number(values.turns));
  add('bare pg, one host', bare, 'requests/s');
  add('pool over hosts, one host', hosts, 'requests/s');
  add('overhead in requests per second, median of the turns', (1 - ratio) * 100, '%', '≤ 3');
  add('processor time of a request, bare', bareCpu, 'µs');
  add('processor time of a request, pool over hosts', hostsCpu, 'µs');
} finally {
  await cluster.close();
  await installation.remove();
}
printReport('bench:failover', rows, values.json);

async function repeat(drill: drills.ApiDrill, times: number): Promise<ApiDrillResult[]> {
  const results: ApiDrillResult[] = [];
  for (let round = 0; round < times; round++) {
    const result = await runApiDrill(cluster, drill);
    console.log(
      `${drill.name}: ${Math.round(result.afterMendMs)} ms after its end, ${result.unavailable} answers 503, ` +
        `/readyz ${result.readiness.join(', ')}`,
    );
    for (const problem of result.problems) console.log(`  ${problem}`);
    results.push(result);
  }
  all.push(...results);
  return results;
}

function add(what: string, value: number, unit: string, reach?: string): void {
  rows.push({ what, value, unit, ...(reach === undefined ? {} : { reach }) });
}

function afterMend({ afterMendMs }: ApiDrillResult): number {
  return afterMendMs;
}

function sum(of: (result: ApiDrillResult) => number): number {
  return all.reduce((total, result) => total + of(result), 0);
}

function most(figure: 'unavailable' | 'longestMs' | 'longestProbeMs'): number {
  return Math.max(...all.map((result) => result[figure]));
}
