import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Held } from '../../failover/lease.ts';
import { sayGoodbye } from '../../failover/postgres/sayGoodbye.ts';

/** How long a server may take to answer a statement before it counts as gone. */
const ANSWER_MS = 5000;
/** Between two statements that find out whether the server is still there: the kernel would take minutes. */
const ALIVE_EACH_MS = 30_000;
const LINGER_MS = 1000;

/** The driver notes it at the login, and its types do not tell of it. */
type Client = pg.Client & { readonly processID?: number | null };

/** A connection that listens on one channel, from its first statement to its end. */
export class ListeningConnection {
  readonly #held: Held<pg.Client>;
  readonly #channel: string;
  readonly #over = new AbortController();

  /** @param onHint hears the text of each notification */
  constructor(held: Held<pg.Client>, channel: string, onHint: (text: string) => void) {
    this.#held = held;
    this.#channel = channel;
    held.connection.on('notification', ({ payload = '' }) => onHint(payload));
    held.connection.on('error', (error) => this.end(error));
    held.connection.on('end', () => this.end(new Error('the connection was closed')));
  }

  async listen(): Promise<void> {
    await this.#ask(`listen ${this.#channel}`);
  }

  async unlisten(): Promise<void> {
    await this.#ask(`unlisten ${this.#channel}`);
  }

  /** Whether the server's end is a process of another number than the login said: a pooler stands between. */
  async isPooled(): Promise<boolean> {
    const { rows } = await this.#ask<{ pid: string }>('select pg_backend_pid() as pid');
    return Number(rows[0]?.pid) !== (this.#held.connection as Client).processID;
  }

  /** Resolves when it was ended without a reason. @throws the reason of its end */
  async lasted(): Promise<void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      await pause(ALIVE_EACH_MS, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) await this.#ask('select 1');
    }
    if (signal.reason instanceof Error) throw signal.reason;
  }

  /** @param reason none: it is not needed any more */
  end(reason?: Error): void {
    this.#over.abort(reason ?? 'ended');
  }

  async close(): Promise<void> {
    const { host, connection } = this.#held;
    await sayGoodbye(connection, LINGER_MS);
    host.giveBack(connection, false);
  }

  #ask<Row extends pg.QueryResultRow>(text: string): Promise<pg.QueryResult<Row>> {
    const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: ANSWER_MS };
    return this.#held.connection.query<Row>(query);
  }
}
