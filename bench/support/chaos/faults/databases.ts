import { setTimeout as pause } from 'node:timers/promises';
import { DATABASE, USER } from '../../../../test/support/postgres/postgresServer.ts';
import type { Fault } from '../fault.ts';
import type { PostgresHosts } from '../site/postgresHosts.ts';
import type { Site } from '../site/site.ts';

const GONE_MS = 2000;
const FROZEN_MS = 5000;
const PROMOTION_MS = 1000;

function hostsOf({ postgres }: Site): PostgresHosts {
  if (!postgres) throw new Error('the embedded database has no hosts');
  return postgres;
}

/** Requests under way may be refused, or be told that nobody knows; the nodes themselves stay. */
function ofPostgres(
  name: string,
  wellWithinSeconds: number,
  cause: (hosts: PostgresHosts, lifted: () => void) => Promise<void>,
  afterwards?: (hosts: PostgresHosts) => Promise<void>,
): Fault {
  return {
    name,
    unmet: ({ postgres }) => (postgres ? undefined : 'the embedded database is part of the node'),
    cause: ({ site, lifted }) => cause(hostsOf(site), lifted),
    wellWithinSeconds,
    mayRefuse: true,
    mayCut: false,
    ...(afterwards && { afterwards: (site: Site) => afterwards(hostsOf(site)) }),
  };
}

export const DATABASE_FAULTS: readonly Fault[] = [
  ofPostgres(`primary killed (-9), back after ${GONE_MS / 1000} s`, 15, async (hosts, lifted) => {
    await hosts.primary.server.kill();
    await pause(GONE_MS);
    await hosts.startStopped();
    lifted();
  }),
  ofPostgres('one process of the primary killed (-9)', 15, async ({ primary }, lifted) => {
    const [backend] = await primary.server.query<{ pid: number }>(
      `select pid from pg_stat_activity where usename = '${USER}' and datname = '${DATABASE}' order by query_start desc limit 1`,
    );
    if (!backend) throw new Error('no node is connected');
    process.kill(backend.pid, 'SIGKILL');
    lifted();
  }),
  ofPostgres(`primary frozen for ${FROZEN_MS / 1000} s`, 15, async ({ primary }, lifted) => {
    await primary.server.freeze();
    await pause(FROZEN_MS);
    await primary.server.thaw();
    lifted();
  }),
  ofPostgres(`all connections to the primary cut for ${GONE_MS / 1000} s`, 15, async ({ primary }, lifted) => {
    primary.proxy.fault = { kind: 'reset' };
    await pause(GONE_MS);
    primary.proxy.fault = { kind: 'none' };
    lifted();
  }),
  ofPostgres(
    'primary killed (-9), standby promoted',
    15,
    async (hosts, lifted) => {
      await hosts.primary.server.kill();
      await pause(PROMOTION_MS);
      await hosts.failOver();
      lifted();
    },
    (hosts) => hosts.rejoin(),
  ),
];
