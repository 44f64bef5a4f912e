import { StoreRefused } from '../../store/sql/storeErrors.ts';

/** What we use of the package `oracledb`; tests put other things in its place. */
export interface OracleClient {
  readonly CLOB: unknown;
  readonly BLOB: unknown;
  readonly STRING: unknown;
  readonly BUFFER: unknown;
  getConnection(config: OracleLogin): Promise<OracleConnection>;
}

export interface OracleLogin {
  readonly user: string;
  readonly password: string;
  /** Easy Connect: `[tcps://]host:port/service`. */
  readonly connectString: string;
  /** Seconds for the TCP connection. */
  readonly transportConnectTimeout: number;
  /** Seconds for TCP, listener and database together. */
  readonly connectTimeout: number;
  readonly sslServerDNMatch: boolean;
  /** Statements whose cursors the session keeps open. */
  readonly stmtCacheSize: number;
}

/** One session. Unlike Postgres it is always within a transaction, which the first change begins. */
export interface OracleConnection {
  /** Milliseconds after which the driver gives a call up; 0 never. */
  callTimeout?: number | undefined;
  execute(sql: string, binds: unknown[], options: OracleExecuteOptions): Promise<OracleResult>;
  /** One statement for many rows of binds. */
  executeMany(sql: string, binds: unknown[][], options: { autoCommit: boolean }): Promise<OracleResult>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  ping(): Promise<void>;
  /** Asks the server to give up what is under way. */
  break(): Promise<void>;
  /** False once the driver has noticed that the connection is gone; asks nobody. */
  isHealthy(): boolean;
  close(options?: { drop: boolean }): Promise<void>;
}

export interface OracleExecuteOptions {
  readonly autoCommit: boolean;
  fetchTypeHandler(column: { readonly dbType?: unknown }): { readonly type: unknown } | undefined;
}

export interface OracleResult {
  /** Rows as arrays, in the order of `metaData`. */
  readonly rows?: unknown[] | undefined;
  readonly metaData?: readonly { readonly name: string }[] | undefined;
  readonly rowsAffected?: number | undefined;
}

/**
 * Loads the driver, which only installations with Oracle have.
 * @throws StoreRefused('misconfigured')
 */
export async function loadOracleClient(): Promise<OracleClient> {
  try {
    const { default: oracledb } = await import('oracledb');
    const { CLOB, BLOB, STRING, BUFFER } = oracledb;
    return { CLOB, BLOB, STRING, BUFFER, getConnection: (login) => oracledb.getConnection(login) };
  } catch (error) {
    throw new StoreRefused(
      'misconfigured',
      'DB_TYPE=oracle needs the npm package oracledb, which is not installed: run npm install oracledb',
      { cause: error },
    );
  }
}
