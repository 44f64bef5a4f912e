import type pg from 'pg';
import type { Resolve } from '../dsn/address.ts';
import type { OnHostEvent } from '../hostEvents.ts';
import { HostPool } from '../hostPool.ts';
import { RETRY_DELAY } from '../retryDelay.ts';
import type { ConnectionPlan } from './connectionPlan.ts';
import { PostgresDriver } from './postgresDriver.ts';

export interface PostgresHostsOptions {
  /** Connections at most. */
  readonly size: number;
  /** Longest time to wait for a host at the start, ms. */
  readonly openTimeoutMs: number;
  /** Longest time a statement may go unanswered, ms; 0 waits for ever. */
  readonly queryTimeoutMs?: number;
  /** Longest time a caller waits for a connection or for another host, ms. */
  readonly waitMs?: number;
  /** Callers that may wait; one more is refused at once. */
  readonly waitingLimit?: number;
  /** Failures in a row after which a new pool is opened though the host answers. */
  readonly attempts?: number;
  readonly types?: pg.CustomTypesConfig;
  readonly onEvent?: OnHostEvent;
  readonly resolve?: Resolve;
}

export type PostgresHosts = HostPool<pg.Client>;

/**
 * Opens a pool on the host of the plan that has the wanted role.
 * @throws NoHost with the reason of each host
 */
export async function openPostgresHosts(plan: ConnectionPlan, options: PostgresHostsOptions): Promise<PostgresHosts> {
  const { size, openTimeoutMs, types, onEvent, resolve } = options;
  const { login, endpoints, target, order, connectTimeoutMs } = plan;
  const pool = new HostPool<pg.Client>({
    driver: new PostgresDriver({ login, connectTimeoutMs, ...(types ? { types } : {}) }),
    endpoints,
    target,
    order,
    size,
    connectTimeoutMs,
    waitingLimit: options.waitingLimit ?? 1000,
    queryTimeoutMs: options.queryTimeoutMs ?? 10_000,
    waitMs: options.waitMs ?? 10_000,
    attempts: options.attempts ?? 3,
    retryDelay: RETRY_DELAY,
    ...(onEvent ? { onEvent } : {}),
    ...(resolve ? { resolve } : {}),
  });
  await pool.open(openTimeoutMs);
  return pool;
}
