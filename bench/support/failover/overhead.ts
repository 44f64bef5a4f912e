import pg from 'pg';
import type { Installation } from '../../../test/support/postgres/installPostgres.ts';
import { openHosts } from '../../../test/support/postgres/openHosts.ts';
import { DATABASE, PASSWORD, USER } from '../../../test/support/postgres/postgresServer.ts';
import { startServer } from '../../../test/support/postgres/replicatedPair.ts';

export interface Overhead {
  /** Requests per second, medians. */
  readonly bare: number;
  readonly hosts: number;
  /** Processor time of this process for one request, microseconds, medians. */
  readonly bareCpu: number;
  readonly hostsCpu: number;
  /** Median over the turns of the rate through the pool, in parts of the bare one of the same turn. */
  readonly ratio: number;
}

interface Sample {
  readonly rate: number;
  readonly cpu: number;
}

const CONNECTIONS = 8;
const WINDOW_MS = 300;
const QUERY = 'select $1::integer as number';

/** The same small query through `pg.Pool` as it comes and through the pool over hosts, in short turns. */
export async function measureOverhead(installation: Installation, turns: number): Promise<Overhead> {
  const server = await startServer(installation, 'overhead');
  const bare = new pg.Pool({
    host: '127.0.0.1',
    port: server.port,
    user: USER,
    password: PASSWORD,
    database: DATABASE,
    max: CONNECTIONS,
    ssl: false,
  });
  const hosts = await openHosts([server], { size: CONNECTIONS, queryTimeoutMs: 10_000, query: 'sslmode=disable' });
  const throughHosts = async (number: number): Promise<void> => {
    const lease = await hosts.acquire();
    try {
      await lease.run('read', (client) => client.query(QUERY, [number]));
    } finally {
      lease.release();
    }
  };
  const throughBare = async (number: number): Promise<void> => {
    await bare.query(QUERY, [number]);
  };
  try {
    const samples = { bare: [] as Sample[], hosts: [] as Sample[] };
    for (let turn = -2; turn < turns; turn++) {
      // The order changes, so that neither always has the warmer or the calmer half of a turn.
      for (const which of turn % 2 === 0 ? (['bare', 'hosts'] as const) : (['hosts', 'bare'] as const)) {
        const sample = await load(which === 'bare' ? throughBare : throughHosts);
        if (turn >= 0) samples[which].push(sample);
      }
    }
    return {
      bare: median(samples.bare.map(({ rate }) => rate)),
      hosts: median(samples.hosts.map(({ rate }) => rate)),
      bareCpu: median(samples.bare.map(({ cpu }) => cpu)),
      hostsCpu: median(samples.hosts.map(({ cpu }) => cpu)),
      ratio: median(samples.hosts.map(({ rate }, turn) => rate / (samples.bare[turn]?.rate ?? Number.NaN))),
    };
  } finally {
    await hosts.close(1000);
    await bare.end();
    await server.destroy();
  }
}

async function load(request: (number: number) => Promise<void>): Promise<Sample> {
  let count = 0;
  const began = performance.now();
  const cpuBefore = process.cpuUsage();
  const caller = async () => {
    while (performance.now() < began + WINDOW_MS) await request(count++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, caller));
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: (count / (performance.now() - began)) * 1000, cpu: (user + system) / count };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
