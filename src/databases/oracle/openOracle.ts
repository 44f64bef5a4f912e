import { Kysely } from 'kysely';
import { parseDsn } from '../../failover/dsn/dsn.ts';
import { DsnError } from '../../failover/dsn/dsnError.ts';
import type { OnHostEvent } from '../../failover/hostEvents.ts';
import { HostPool } from '../../failover/hostPool.ts';
import { NoHost } from '../../failover/noHost.ts';
import { type ConnectionPlan, planConnections } from '../../failover/postgres/connectionPlan.ts';
import type { Password } from '../../failover/postgres/password.ts';
import { RETRY_DELAY } from '../../failover/retryDelay.ts';
import type { OpenDatabase } from '../../store/ports/openDatabase.ts';
import { CallerScope } from '../../store/sql/callerScope.ts';
import type { Database } from '../../store/sql/schema.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { HostCounts } from '../hostCounts.ts';
import { logHostEvent } from '../logHostEvent.ts';
import { explainNoHost, type SettingsByCode } from '../settingsToCheck.ts';
import { type OnStatement, statementLog } from '../statementLog.ts';
import type { OracleClient, OracleConnection } from './oracleClient.ts';
import { oracleDialect } from './oracleDialect.ts';
import { oracleKyselyDialect } from './oracleDriver.ts';
import { OracleHostDriver, type OracleTls } from './oracleHosts.ts';

export interface OracleOptions {
  readonly type: 'oracle';
  /** Names one or several hosts; each part that is missing is taken from the members below (contract 90). */
  readonly dsn?: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** A function is asked at every new connection. */
  readonly password: Password;
  /** SID of the instance, or name of a service. */
  readonly name: string;
  readonly tls: OracleTls;
  /** Connections at most; at least two are used, as a migration holds its lock on one of its own. */
  readonly poolSize: number;
  /** Milliseconds to connect to a host and learn its role. */
  readonly connectTimeout: number;
  /** Milliseconds after which a statement is given up, unless the DSN says another number. */
  readonly statementTimeout: number;
  /** Milliseconds that a caller waits for a connection, or for another host to take over. */
  readonly wait: number;
  /** Failures in a row after which a new pool is opened though the host answers. */
  readonly attempts: number;
  /** Told of each statement that was answered. */
  readonly onStatement?: OnStatement | undefined;
}

/** A migration holds its lock on one of its own. */
const LEAST_CONNECTIONS = 2;
/** The driver's own time-out comes first: it tells the server to stop. */
const DRIVER_FIRST_MS = 2000;
/** Codes of a login that was refused. */
const SETTINGS_BY_CODE: SettingsByCode = [
  [/^(ORA-(01005|01017|01045|28000|28001)|NJS-116)$/, 'DB_USER and DB_PASSWORD'],
  [/^(ORA-(12505|12514)|NJS-(517|518|519))$/, 'DB_NAME'],
];
const NAME = /^[\p{L}\p{N}_$#.-]{1,128}$/u;

/** Opens a pool on the host that takes writes, and follows it. @throws StoreRefused */
export async function openOracle(options: OracleOptions, client: OracleClient, log: StoreLog): Promise<OpenDatabase> {
  const counts = new HostCounts();
  const size = Math.max(LEAST_CONNECTIONS, options.poolSize);
  const pool = createPool({ ...options, poolSize: size }, client, (event) => {
    counts.note(event);
    logHostEvent(event, log);
  });
  try {
    await pool.open(options.wait);
  } catch (error) {
    if (error instanceof NoHost) {
      const message = explainNoHost(error, SETTINGS_BY_CODE, Boolean(options.dsn));
      throw new StoreRefused('unreachable', message, { cause: error });
    }
    throw error;
  }
  const callers = new CallerScope();
  const db = new Kysely<Database>({
    dialect: oracleKyselyDialect(pool, client, callers),
    ...statementLog(options.onStatement),
  });
  return {
    db,
    callers,
    dialect: oracleDialect,
    exclusive: false,
    isServing: () => pool.status().state === 'serving',
    needsRestart: () => false,
    hostChanges: () => pool.status().opened,
    pools: () => [counts.statusOf('main', pool.status(), size)],
    close: () => db.destroy(),
  };
}

function createPool(options: OracleOptions, client: OracleClient, onEvent: OnHostEvent): HostPool<OracleConnection> {
  const { endpoints, target, order, connectTimeoutMs, login } = plan(options);
  const { user, password, database: name } = login;
  const callTimeoutMs = login.statementTimeoutMs ?? options.statementTimeout;
  return new HostPool<OracleConnection>({
    driver: new OracleHostDriver(client, {
      user,
      password: typeof password === 'function' ? password : () => password,
      name,
      tls: options.tls,
      connectTimeoutMs,
      callTimeoutMs,
    }),
    endpoints,
    target,
    order,
    size: options.poolSize,
    waitingLimit: 1000,
    connectTimeoutMs,
    queryTimeoutMs: callTimeoutMs === 0 ? 0 : callTimeoutMs + DRIVER_FIRST_MS,
    waitMs: options.wait,
    attempts: options.attempts,
    retryDelay: RETRY_DELAY,
    onEvent,
  });
}

function plan(options: OracleOptions): ConnectionPlan {
  const { host, port, user, password, name, connectTimeout } = options;
  try {
    const dsn = parseDsn(options.dsn ?? '');
    const planned = planConnections(dsn, {
      host,
      port,
      user,
      password,
      database: name,
      connectTimeoutMs: connectTimeout,
    });
    const [foreign] = dsn.serverSettings.keys();
    if (foreign !== undefined) throw new DsnError(`option ${foreign}`, 'is none of Oracle');
    if (dsn.options.sslMode !== undefined) throw new DsnError('option sslmode', 'is given by DB_SSLMODE for Oracle');
    if (!NAME.test(planned.login.database)) {
      throw new StoreRefused('misconfigured', 'DB_NAME: must be a SID, or the name of a service');
    }
    return planned;
  } catch (error) {
    if (error instanceof DsnError)
      throw new StoreRefused('misconfigured', `DB_DSN: ${error.message}`, { cause: error });
    throw error;
  }
}
