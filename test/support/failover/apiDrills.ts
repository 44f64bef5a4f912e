import { writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { DATABASE, PASSWORD, USER } from '../postgres/postgresServer.ts';
import type { ApiCluster } from './apiCluster.ts';

export interface ApiDrill {
  readonly name: string;
  readonly break: (cluster: ApiCluster) => Promise<void>;
  /** Between the fault and its end, ms. */
  readonly outageMs: number;
  /** Ends the outage. */
  readonly mend: (cluster: ApiCluster) => Promise<void>;
  /** What the load balancer hears meanwhile. */
  readonly readiness: 'not ready' | 'either';
  /** The standby takes over, and the lost host is to be made a standby again. */
  readonly failsOver: boolean;
}

/** The promotion comes this long after the fault, as a quick fail-over manager would do it. */
const PROMOTION_MS = 1000;
const ALL_GONE_MS = 20_000;
const BUSY_MS = 1200;
const BUSY_READERS = 60;

/** The standby takes over one second after the fault. */
function failOver(name: string, fault: ApiDrill['break']): ApiDrill {
  return {
    name,
    break: fault,
    outageMs: PROMOTION_MS,
    mend: (cluster) => cluster.promote(),
    readiness: 'not ready',
    failsOver: true,
  };
}

export const killed = failOver('primary killed (-9)', ({ primary }) => primary.server.kill());
export const stopped = failOver('primary stopped in order', ({ primary }) => primary.server.stop('fast'));
export const frozen = failOver('primary frozen (SIGSTOP)', ({ primary }) => primary.server.freeze());
const [halfOpen, blackHole, reset] = (['half-open', 'black-hole', 'reset'] as const).map((kind) =>
  failOver(`network to the primary: ${kind}`, async ({ primary }) => {
    primary.proxy.fault = { kind };
  }),
) as [ApiDrill, ApiDrill, ApiDrill];

export { blackHole, halfOpen, reset };

export const readOnly = failOver('primary turned read-only under open connections', async ({ primary }) => {
  await primary.server.query('alter system set default_transaction_read_only = on');
  await primary.server.query('select pg_reload_conf()');
});

export const delayed: ApiDrill = {
  name: 'network to the primary: 100 ms late for 1 s',
  async break({ primary }) {
    primary.proxy.fault = { kind: 'delay', ms: 100 };
  },
  outageMs: 1000,
  async mend({ primary }) {
    primary.proxy.fault = { kind: 'none' };
  },
  readiness: 'either',
  failsOver: false,
};

export function allGone(forMs = ALL_GONE_MS): ApiDrill {
  return {
    name: `all hosts gone for ${forMs / 1000} s and back`,
    async break({ hosts }) {
      await Promise.all(hosts.map(({ server }) => server.stop('fast')));
    },
    outageMs: forMs,
    async mend({ primary, standby }) {
      await standby.server.start();
      await primary.server.start();
    },
    readiness: 'not ready',
    failsOver: false,
  };
}

let passwords = 0;

/** The new password stands in the file before the server wants it; then every connection has to be made anew. */
export const rotated: ApiDrill = {
  name: 'password rotated, all connections ended',
  async break({ primary, passwordFile }) {
    passwords += 1;
    const password = `${PASSWORD}-${passwords}`;
    await writeFile(passwordFile, `${password}\n`);
    await primary.server.query(`alter role ${USER} password '${password}'`);
    await primary.server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${USER}'`);
  },
  outageMs: 0,
  mend: async () => {},
  readiness: 'either',
  failsOver: false,
};

/** A lock that everybody waits for, and far more callers than connections: who comes too late waits for his turn. */
export const exhausted: ApiDrill = {
  name: 'pool exhausted by 60 callers for 1.2 s',
  async break({ primary, target }) {
    const client = await primary.server.connect('postgres', DATABASE);
    await client.query('begin');
    await client.query('lock table person in access exclusive mode');
    const url = `${target.url}/4/storage/persons`;
    const ask = async () => {
      const { status } = await fetch(url, { headers: { 'X-Auth-Token': target.token } });
      if (status !== 200) throw new Error(`a caller in the queue was answered ${status}`);
    };
    const queue = Promise.all(Array.from({ length: BUSY_READERS }, ask));
    await pause(BUSY_MS);
    await client.query('rollback');
    await client.end();
    await queue;
  },
  outageMs: 0,
  mend: async () => {},
  readiness: 'either',
  failsOver: false,
};

/** A rolling restart: the next process is told the hosts in the other order. */
export const reordered: ApiDrill = {
  name: 'restarted with the hosts in the other order',
  break: (cluster) => cluster.serve('reversed'),
  outageMs: 0,
  mend: async () => {},
  readiness: 'either',
  failsOver: false,
};
