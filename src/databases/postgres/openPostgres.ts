import { Kysely } from 'kysely';
import { type Dsn, parseDsn } from '../../failover/dsn/dsn.ts';
import { DsnError } from '../../failover/dsn/dsnError.ts';
import type { DsnOptions } from '../../failover/dsn/dsnOptions.ts';
import type { OnHostEvent } from '../../failover/hostEvents.ts';
import { NoHost } from '../../failover/noHost.ts';
import { planConnections } from '../../failover/postgres/connectionPlan.ts';
import { openPostgresHosts, type PostgresHosts } from '../../failover/postgres/openPostgresHosts.ts';
import type { Password } from '../../failover/postgres/password.ts';
import type { VectorIndexOptions } from '../../store/pgvector/vectorIndex.ts';
import type { StoreContext } from '../../store/ports/dialect.ts';
import type { PoolStatus, StreamList } from '../../store/ports/openDatabase.ts';
import { CallerScope } from '../../store/sql/callerScope.ts';
import type { Database } from '../../store/sql/schema.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import type { StoreLog } from '../../store/sql/storeLog.ts';
import { HostCounts } from '../hostCounts.ts';
import { logHostEvent } from '../logHostEvent.ts';
import { postgresDialect } from '../postgresDialects.ts';
import { explainNoHost, type SettingsByCode } from '../settingsToCheck.ts';
import { type OnStatement, statementLog } from '../statementLog.ts';
import { POSTGRES_PARSERS } from '../values.ts';
import { copyList } from './copyList.ts';
import { hostsKyselyDialect } from './kyselyDriver.ts';
import { createPostgresListHints, type PostgresListHints } from './postgresListHints.ts';
import { StandbyPool } from './standbyPool.ts';
import { type PreparedMode, StatementNames } from './statementNames.ts';

export interface PostgresOptions {
  readonly type: 'postgres';
  /** Names one or several hosts; each part that is missing is taken from the members below (contract 90). */
  readonly dsn?: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** A function is asked at every new connection. */
  readonly password: Password;
  readonly database: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** Milliseconds to connect to a host and learn its role. */
  readonly connectTimeout?: number;
  /** Milliseconds after which the server gives a statement up, unless the DSN says another number. */
  readonly statementTimeout?: number;
  /** Milliseconds after which this side gives a statement up: a frozen server keeps no promise. */
  readonly queryTimeout?: number;
  /** Milliseconds that a caller waits for a connection, or for another host to take over. */
  readonly wait?: number;
  /** Failures in a row after which a new pool is opened though the host answers. */
  readonly attempts?: number;
  /** Used where the DSN names none. */
  readonly sslMode?: NonNullable<DsnOptions['sslMode']>;
  /** Whether connections keep parsed statements under names; `auto` by default. */
  readonly prepared?: PreparedMode;
  /** A second pool, on a standby, serves the loads of the gallery. */
  readonly loadFromStandby?: boolean;
  /** Nodes notify each other of changed lists; listening takes one more connection. */
  readonly listHints?: boolean;
  /** Absent: the gallery does without. */
  readonly vectorIndex?: VectorIndexOptions | undefined;
  /** Told of each statement that was answered. */
  readonly onStatement?: OnStatement | undefined;
}

/** A database that answers. */
export interface OpenPostgres extends StoreContext {
  readonly callers: CallerScope;
  readonly exclusive: false;
  isServing(): boolean;
  needsRestart(): boolean;
  hostChanges(): number;
  pools(): readonly PoolStatus[];
  standby(): Kysely<Database> | undefined;
  readonly streamList: StreamList | undefined;
  close(): Promise<void>;
}

const DEFAULTS = { connectTimeout: 5_000, statementTimeout: 30_000, queryTimeout: 35_000, wait: 10_000, attempts: 3 };
const CLOSE_TIMEOUT = 5_000;

/** SQLSTATEs of a login that was refused. */
const SETTINGS_BY_STATE: SettingsByCode = [
  [/^28/, 'DB_USER and DB_PASSWORD'],
  [/^3D000$/, 'DB_NAME'],
  [/^42501$/, 'DB_USER and DB_NAME'],
  [/^UNFIT_SESSION$/, 'the settings that the server has for DB_USER and DB_NAME'],
];

/** What the pool on a standby has of its own: few callers, and the primary is there when it does not answer soon. */
const STANDBY = { target: 'standby', poolSize: 2, wait: 1000 } as const;

/** Connections that a pool must have for one of them to be taken by a load. */
const LEAST_TO_STREAM = 3;

const asText = (text: string) => text;

/** Opens a pool on the host that takes writes, and follows it (docs/databases.md). @throws StoreRefused */
export async function openPostgres(options: PostgresOptions, log: StoreLog): Promise<OpenPostgres> {
  let hints: PostgresListHints | undefined;
  const counts = { main: new HostCounts(), standby: new HostCounts() };
  const pool = await openPool(options, log, (event) => {
    counts.main.note(event);
    hints?.notice(event);
  });
  const names = new StatementNames(options.prepared ?? 'auto', log);
  const callers = new CallerScope();
  const kyselyOn = (hosts: PostgresHosts) =>
    new Kysely<Database>({
      dialect: hostsKyselyDialect(hosts, { names, callers, closeTimeoutMs: CLOSE_TIMEOUT }),
      ...statementLog(options.onStatement),
    });
  const db = kyselyOn(pool);
  if (options.listHints) hints = createPostgresListHints(db, pool, log);
  const standby = options.loadFromStandby
    ? new StandbyPool({
        open: () => openPool(options, log, (event) => counts.standby.note(event), STANDBY),
        kyselyOn,
        onAbsent: (err) => log.info({ err }, 'database hosts: no standby to load lists from, the primary serves'),
      })
    : undefined;
  return {
    db,
    callers,
    dialect: postgresDialect,
    // A stream holds its connection for seconds, which the others must do without.
    streamList: options.poolSize < LEAST_TO_STREAM ? undefined : copyList,
    hints,
    exclusive: false,
    isServing: () => pool.status().state === 'serving',
    needsRestart: () => false,
    hostChanges: () => pool.status().opened,
    pools: () => {
      const beside = standby?.status;
      const main = counts.main.statusOf('main', pool.status(), options.poolSize);
      return beside ? [main, counts.standby.statusOf('standby', beside, STANDBY.poolSize)] : [main];
    },
    standby: () => standby?.db,
    async close() {
      await standby?.close();
      await db.destroy();
    },
  };
}

async function openPool(
  options: PostgresOptions,
  log: StoreLog,
  onEvent: OnHostEvent,
  own?: typeof STANDBY,
): Promise<PostgresHosts> {
  const { connectTimeout = DEFAULTS.connectTimeout, wait = DEFAULTS.wait, poolSize } = { ...options, ...own };
  try {
    const plan = planConnections(completeDsn(options), {
      host: options.host,
      port: options.port,
      user: options.user,
      password: options.password,
      database: options.database,
      connectTimeoutMs: connectTimeout,
      applicationName: 'luna-backport3',
    });
    return await openPostgresHosts(own ? { ...plan, target: own.target } : plan, {
      size: poolSize,
      openTimeoutMs: wait,
      waitMs: wait,
      queryTimeoutMs: options.queryTimeout ?? DEFAULTS.queryTimeout,
      attempts: options.attempts ?? DEFAULTS.attempts,
      types: { getTypeParser: (oid: number) => POSTGRES_PARSERS.get(oid) ?? asText },
      onEvent(event) {
        logHostEvent(event, log);
        onEvent(event);
      },
    });
  } catch (error) {
    if (error instanceof DsnError) throw new StoreRefused('unreachable', `DB_DSN: ${error.message}`, { cause: error });
    if (error instanceof NoHost) {
      const message = explainNoHost(error, SETTINGS_BY_STATE, Boolean(options.dsn));
      throw new StoreRefused('unreachable', message, { cause: error });
    }
    throw error;
  }
}

/** What the DSN leaves open and the settings say. */
function completeDsn({ dsn = '', sslMode, statementTimeout = DEFAULTS.statementTimeout }: PostgresOptions): Dsn {
  const parsed = parseDsn(dsn);
  const mode = parsed.options.sslMode ?? sslMode;
  return {
    ...parsed,
    options: {
      statementTimeoutMs: statementTimeout,
      ...parsed.options,
      ...(mode !== undefined && { sslMode: mode }),
      // Without a file of its own, the authorities that Node.js knows are the ones to trust.
      ...(mode === 'verify-full' && parsed.options.sslRootCert === undefined && { sslRootCert: 'system' }),
    },
  };
}
