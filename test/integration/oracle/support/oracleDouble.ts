import type {
  OracleClient,
  OracleConnection,
  OracleExecuteOptions,
  OracleLogin,
  OracleResult,
} from '../../../../src/databases/oracle/oracleClient.ts';

/** One call of the driver's interface; `session` counts connections from 1. */
export interface Call {
  readonly session: number;
  readonly name: 'connect' | 'execute' | 'executeMany' | 'commit' | 'rollback' | 'ping' | 'break' | 'close' | 'drop';
  readonly sql?: string;
  readonly binds?: unknown;
  readonly autoCommit?: boolean;
  readonly login?: OracleLogin;
}

/** What a statement answers; a thrown error is the server's. Undefined: one row was changed. */
export type Script = (call: Call) => Partial<OracleResult> | undefined;

/** In the place of `oracledb`: notes every call in order and answers by the script. */
export class OracleDouble implements OracleClient {
  readonly CLOB = 'clob';
  readonly BLOB = 'blob';
  readonly STRING = 'string';
  readonly BUFFER = 'buffer';
  readonly calls: Call[] = [];
  /** What `fetchTypeHandler` of the last statement says to these types. */
  fetchedAs: readonly unknown[] = [];
  script: Script = () => undefined;
  #sessions = 0;

  async getConnection(login: OracleLogin): Promise<OracleConnection> {
    this.#sessions += 1;
    const session = this.#sessions;
    this.#answer({ session, name: 'connect', login });
    return this.#connection(session);
  }

  /** Calls of one statement or transaction control each, without those of connecting. */
  work(): readonly string[] {
    return this.calls
      .filter(({ name, sql = '' }) => name !== 'connect' && !/alter session|database_role/.test(sql))
      .filter(({ session, name }) => !(name === 'drop' && this.#isProbe(session)))
      .map(({ session, name, sql, autoCommit }) => {
        const text = sql === undefined ? '' : ` ${sql.split(' ').slice(0, 2).join(' ')}`;
        return `${session} ${name}${text}${autoCommit ? ' autocommit' : ''}`;
      });
  }

  #isProbe(session: number): boolean {
    return this.calls.some((call) => call.session === session && call.sql?.includes('database_role'));
  }

  #answer(call: Call): OracleResult {
    this.calls.push(call);
    if (call.sql?.includes('database_role')) {
      const role = this.script(call);
      return role ?? { rows: [['PRIMARY']], metaData: [{ name: 'ROLE' }] };
    }
    return this.script(call) ?? { rowsAffected: 1 };
  }

  #connection(session: number): OracleConnection {
    let closed = false;
    const plain = (name: Call['name']) => async () => void this.#answer({ session, name });
    return {
      callTimeout: 0,
      execute: async (sql: string, binds: unknown[], options: OracleExecuteOptions) => {
        this.fetchedAs = [this.CLOB, this.BLOB, 'number'].map((dbType) => options.fetchTypeHandler({ dbType })?.type);
        return this.#answer({ session, name: 'execute', sql, binds, autoCommit: options.autoCommit });
      },
      executeMany: async (sql: string, binds: unknown[][], { autoCommit }: { autoCommit: boolean }) =>
        this.#answer({ session, name: 'executeMany', sql, binds, autoCommit }),
      commit: plain('commit'),
      rollback: plain('rollback'),
      ping: plain('ping'),
      break: plain('break'),
      isHealthy: () => !closed,
      close: async (options) => {
        closed = true;
        this.#answer({ session, name: options?.drop ? 'drop' : 'close' });
      },
    };
  }
}

/** An error as the driver throws it. */
export function oracleError(code: string, message = ''): Error {
  return Object.assign(new Error(`${code}: ${message}`), { code });
}
