import type { Kysely } from 'kysely';
import { within } from '../../../concurrency/deadline.ts';
import type { OpenDatabase } from '../../../store/ports/openDatabase.ts';
import type { StoreLog } from '../../../store/sql/storeLog.ts';
import { type OracleOptions, openOracle } from '../openOracle.ts';
import type { OracleClient, OracleConnection, OracleLogin } from '../oracleClient.ts';
import { SESSION } from '../oracleHosts.ts';
import { drop } from '../oracleSource.ts';
import { type Bench, CannotRun, type Check, inSession, type SelftestTables } from './check.ts';
import { ddlChecks } from './ddlChecks.ts';
import { errorChecks } from './errorChecks.ts';
import { lockChecks } from './lockChecks.ts';
import { queryChecks } from './queryChecks.ts';
import { raceChecks } from './raceChecks.ts';
import { emptyTables, makeTables, removeTables, requireNoneMade } from './sandbox.ts';
import { serverChecks, serverVersion } from './serverChecks.ts';
import { sessionChecks } from './sessionChecks.ts';
import { textChecks } from './textChecks.ts';
import { valueChecks } from './valueChecks.ts';

export type CheckState = 'ok' | 'differs' | 'not run';

export interface CheckResult {
  readonly name: string;
  readonly assumed: string;
  readonly state: CheckState;
  readonly found: string;
  readonly milliseconds: number;
}

export interface SelftestReport {
  /** What the server calls itself. */
  readonly server: string;
  /** ISO 8601, by this machine's clock. */
  readonly time: string;
  readonly checks: readonly CheckResult[];
  /** Objects that could not be removed; to be dropped by hand. */
  readonly left: readonly string[];
}

export interface SelftestRun {
  readonly options: OracleOptions;
  readonly client: OracleClient;
  readonly log: StoreLog;
  /** What is left is not run any more; what was made is removed. */
  readonly signal: AbortSignal;
  /** Milliseconds that one check may take. */
  readonly checkMs?: number;
  /** Told of each check when it has ended. */
  readonly onResult?: (result: CheckResult) => void;
}

/** Every check of the selftest, in order. */
export const CHECKS: readonly Check[] = [
  ...serverChecks,
  ...ddlChecks,
  ...textChecks,
  ...valueChecks,
  ...queryChecks,
  ...errorChecks,
  ...lockChecks,
  ...raceChecks,
  ...sessionChecks,
];

/** The whole run; what is left then is not run. */
const RUN_MS = 120_000;
const CHECK_MS = 20_000;
/** Of a statement: shorter than a check, so that one that waits for ever ends before the next check begins. */
const CALL_MS = 10_000;
const CLEANING_MS = 30_000;

/**
 * Tries everything that the service assumes of an Oracle server, in tables of its own that it removes again.
 * @throws StoreRefused when the server is out of reach, or the schema has objects of these names
 */
export async function runSelftest(run: SelftestRun): Promise<SelftestReport> {
  const { options, client, log, signal, checkMs = CHECK_MS, onResult } = run;
  const logins = new NotedLogins(client);
  const database = await openOracle({ ...options, statementTimeout: CALL_MS }, logins, log);
  try {
    await requireNoneMade(database);
    const began = performance.now();
    const time = new Date().toISOString();
    const server = await serverVersion(database.db);
    const checks: CheckResult[] = [];
    const made = await makeTables(database).catch((error: unknown) => error);
    for (const check of CHECKS) {
      const obstacle = signal.aborted
        ? 'the run was stopped'
        : performance.now() - began > RUN_MS
          ? `the run has taken ${RUN_MS / 1000} s`
          : made instanceof Error
            ? `the tables could not be made: ${made.message}`
            : undefined;
      const result = await runCheck(check, { obstacle, checkMs }, database, logins);
      checks.push(result);
      onResult?.(result);
    }
    const left = await within(
      removeTables(database),
      CLEANING_MS,
      () => new Error('the tables are not removed in time'),
    );
    return { server, time, checks, left };
  } finally {
    await database.close();
  }
}

async function runCheck(
  { name, assumed, run }: Check,
  { obstacle, checkMs }: { readonly obstacle: string | undefined; readonly checkMs: number },
  database: OpenDatabase,
  logins: NotedLogins,
): Promise<CheckResult> {
  const began = performance.now();
  const sessions: OracleConnection[] = [];
  // The tables of the selftest are none of the service's.
  const db = database.db as unknown as Kysely<SelftestTables>;
  const bench: Bench = {
    db,
    dialect: database.dialect,
    async session() {
      const session = await logins.again();
      sessions.push(session);
      await inSession(session, SESSION);
      return session;
    },
    loginTo: (other) => logins.to(other),
  };
  const ended = (state: CheckState, found: string): CheckResult => ({
    name,
    assumed,
    state,
    found,
    milliseconds: Math.round(performance.now() - began),
  });
  if (obstacle !== undefined) return ended('not run', obstacle);
  try {
    return ended('ok', await within(run(bench), checkMs, () => new Error(`no end within ${checkMs / 1000} s`)));
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
    return ended(error instanceof CannotRun ? 'not run' : 'differs', message);
  } finally {
    for (const session of sessions) drop(session);
    // A lock of a session that has just been dropped may be there for a moment.
    await emptyTables(db).catch(() => undefined);
  }
}

/** Notes how the pool logs in, so that a check can do it again. */
class NotedLogins implements OracleClient {
  readonly CLOB: unknown;
  readonly BLOB: unknown;
  readonly STRING: unknown;
  readonly BUFFER: unknown;
  readonly #client: OracleClient;
  #login: OracleLogin | undefined;

  constructor(client: OracleClient) {
    this.#client = client;
    this.CLOB = client.CLOB;
    this.BLOB = client.BLOB;
    this.STRING = client.STRING;
    this.BUFFER = client.BUFFER;
  }

  async getConnection(login: OracleLogin): Promise<OracleConnection> {
    const connection = await this.#client.getConnection(login);
    this.#login = login;
    return connection;
  }

  async again(): Promise<OracleConnection> {
    if (!this.#login) throw new CannotRun('there was no login');
    const connection = await this.#client.getConnection(this.#login);
    connection.callTimeout = CALL_MS;
    return connection;
  }

  async to(name: string): Promise<void> {
    if (!this.#login) throw new CannotRun('there was no login');
    const { connectString } = this.#login;
    const changed = connectString.replace(/(?<=\(SID=)[^)]+|(?<=:\d+\/)[^/]+$/, name);
    drop(await this.#client.getConnection({ ...this.#login, connectString: changed }));
  }
}
