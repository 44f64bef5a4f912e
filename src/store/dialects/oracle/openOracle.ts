import { Kysely } from 'kysely';
import { StoreRefused } from '../../errors.ts';
import { parseDsn } from '../../hosts/dsn.ts';
import { DsnError } from '../../hosts/dsnError.ts';
import type { OnHostEvent } from '../../hosts/events.ts';
import { HostPool } from '../../hosts/hostPool.ts';
import { type ConnectionPlan, planConnections } from '../../hosts/postgres/connectionPlan.ts';
import type { OpenDatabase } from '../../openDatabase.ts';
import type { Database } from '../../schema.ts';
import type { OracleClient, OracleConnection } from './oracleClient.ts';
import { oracleKyselyDialect } from './oracleDriver.ts';
import { OracleHostDriver, type OracleTls } from './oracleHosts.ts';
import { oracleDialect } from './oracleSql.ts';

export interface OracleOptions {
  readonly type: 'oracle';
  /** `[user[:password]@][host[:port]][,…][/service][?option=value]`; its parts win over the following ones. */
  readonly dsn?: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly service: string;
  readonly tls: OracleTls;
  /** Connections at most; at least two are used, as a migration holds its lock on one of its own. */
  readonly poolSize: number;
  /** Milliseconds to connect, and to wait for a host at the start. */
  readonly connectTimeout: number;
  /** Milliseconds after which a statement is given up. */
  readonly statementTimeout: number;
  readonly onHostEvent?: OnHostEvent | undefined;
}

/** The driver's own time-out comes first: it tells the server to stop. */
const DRIVER_FIRST_MS = 2000;
const SERVICE_NAME = /^[\p{L}\p{N}_$#.-]{1,128}$/u;

/**
 * Opens a pool on the host that takes writes.
 * @throws StoreRefused
 */
export async function openOracle(options: OracleOptions, client: OracleClient): Promise<OpenDatabase> {
  const { endpoints, target, order, connectTimeoutMs, login } = plan(options);
  const { user, password, database: service } = login;
  const callTimeoutMs = login.statementTimeoutMs ?? options.statementTimeout;
  const pool = new HostPool<OracleConnection>({
    driver: new OracleHostDriver(client, {
      user,
      password: typeof password === 'function' ? password : () => password,
      service,
      tls: options.tls,
      connectTimeoutMs,
      callTimeoutMs,
    }),
    endpoints,
    target,
    order,
    size: Math.max(2, options.poolSize),
    waitingLimit: 1000,
    connectTimeoutMs,
    queryTimeoutMs: callTimeoutMs === 0 ? 0 : callTimeoutMs + DRIVER_FIRST_MS,
    waitMs: options.connectTimeout,
    attempts: 3,
    retryDelay: { firstMs: 50, longestMs: 250 },
    ...(options.onHostEvent ? { onEvent: options.onHostEvent } : {}),
  });
  try {
    await pool.open(options.connectTimeout);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreRefused('unreachable', `cannot connect to service ${service} as ${user}: ${reason}`, {
      cause: error,
    });
  }
  const db = new Kysely<Database>({ dialect: oracleKyselyDialect(pool, client) });
  return { db, dialect: oracleDialect, exclusive: false, close: () => db.destroy() };
}

function plan(options: OracleOptions): ConnectionPlan {
  const { host, port, user, password, service, connectTimeout } = options;
  try {
    const dsn = parseDsn(options.dsn ?? '');
    const planned = planConnections(dsn, {
      host,
      port,
      user,
      password,
      database: service,
      connectTimeoutMs: connectTimeout,
    });
    const [foreign] = dsn.serverSettings.keys();
    if (foreign !== undefined) throw new DsnError(`option ${foreign}`, 'is none of Oracle');
    if (dsn.options.sslMode !== undefined) throw new DsnError('option sslmode', 'is given by DB_SSLMODE for Oracle');
    if (!SERVICE_NAME.test(planned.login.database)) throw new DsnError('service', 'must be the name of a service');
    return planned;
  } catch (error) {
    if (error instanceof DsnError)
      throw new StoreRefused('misconfigured', `DB_DSN: ${error.message}`, { cause: error });
    throw error;
  }
}
