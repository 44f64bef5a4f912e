import { parseDsn } from '../../../src/failover/dsn/dsn.ts';
import { type ConnectionDefaults, planConnections } from '../../../src/failover/postgres/connectionPlan.ts';
import {
  openPostgresHosts,
  type PostgresHosts,
  type PostgresHostsOptions,
} from '../../../src/failover/postgres/openPostgresHosts.ts';
import { DATABASE, PASSWORD, USER } from './postgresServer.ts';

/** What a test need not say. */
export const TEST_DEFAULTS: ConnectionDefaults = {
  host: '127.0.0.1',
  port: 5432,
  user: USER,
  password: PASSWORD,
  database: DATABASE,
  connectTimeoutMs: 1000,
};

export type TestOptions = Partial<PostgresHostsOptions> & { defaults?: Partial<ConnectionDefaults> };

/** A pool as a DSN describes it. */
export function openDsn(dsn: string, { defaults, ...options }: TestOptions = {}): Promise<PostgresHosts> {
  const plan = planConnections(parseDsn(dsn), { ...TEST_DEFAULTS, ...defaults });
  return openPostgresHosts(plan, { size: 8, openTimeoutMs: 5000, queryTimeoutMs: 1000, waitMs: 8000, ...options });
}

/** A pool over servers on this machine, given by their ports, in this order. */
export function openHosts(
  servers: readonly { readonly port: number }[],
  { query = '', ...options }: TestOptions & { query?: string } = {},
): Promise<PostgresHosts> {
  return openDsn(`${servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}?${query}`, options);
}
