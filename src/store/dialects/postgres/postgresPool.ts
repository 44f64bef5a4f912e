import pg from 'pg';
import type { StoreLog } from '../../storeLog.ts';
import { POSTGRES_PARSERS } from '../values.ts';

export interface PostgresOptions {
  readonly type: 'postgres';
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** Milliseconds to wait for a connection: for a free one of the pool, or for the server to take a new one. */
  readonly connectTimeout?: number;
  /** Milliseconds after which the server gives a statement up. */
  readonly statementTimeout?: number;
  /** Milliseconds after which this side gives a statement up: a frozen server keeps no promise. */
  readonly queryTimeout?: number;
  readonly ssl?: boolean | { readonly ca?: string; readonly rejectUnauthorized?: boolean };
}

const DEFAULTS = { connectTimeout: 5_000, statementTimeout: 30_000, queryTimeout: 35_000 };

const asText = (text: string) => text;

/**
 * A pool on one host. Parsers belong to its clients, not to the process; nothing is set on a session, so that a pool in
 * transaction mode (pgbouncer) may stand between.
 */
export function createPostgresPool(options: PostgresOptions, log: StoreLog): pg.Pool {
  const { host, port, user, password, database, ssl } = options;
  const pool = new pg.Pool({
    host,
    port,
    user,
    password,
    database,
    max: options.poolSize,
    connectionTimeoutMillis: options.connectTimeout ?? DEFAULTS.connectTimeout,
    statement_timeout: options.statementTimeout ?? DEFAULTS.statementTimeout,
    query_timeout: options.queryTimeout ?? DEFAULTS.queryTimeout,
    keepAlive: true,
    application_name: 'luna-backport3',
    ...(ssl !== undefined && { ssl }),
    types: { getTypeParser: (oid: number) => POSTGRES_PARSERS.get(oid) ?? asText },
  });
  // Without a listener the loss of an idle connection would end the process; the pool replaces it by itself.
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
}
