import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { StoreLog } from '../../store/sql/storeLog.ts';

/** `auto`: until a pooler is seen to lose them. */
export type PreparedMode = 'auto' | 'on' | 'off';

/** Each connection keeps a plan of each, some 20 to 50 KB at the server. */
const MOST_NAMES = 256;
/** Longer texts are inserts of many rows, whose text rarely repeats. */
const LONGEST_NAMED = 4000;
/** Texts that came once and may come again. */
const MOST_SEEN = 1024;

/** No such name, or the name is taken already: a pooler has switched the server session behind the connection. */
const LOST = new Set(['26000', '42P05']);
/** Feature not supported: among others "cached plan must not change result type", after another node changed a table. */
const OUTDATED = '0A000';

/**
 * Names under which connections keep parsed and planned statements. The same text has the same name on every connection
 * of every node: behind a pooler that mixes up sessions, a name never stands for another statement.
 */
export class StatementNames {
  readonly #log: Pick<StoreLog, 'info'>;
  readonly #names = new Map<string, string>();
  readonly #seenOnce = new LRUCache<string, true>({ max: MOST_SEEN });
  #mode: PreparedMode;

  constructor(mode: PreparedMode, log: Pick<StoreLog, 'info'>) {
    this.#mode = mode;
    this.#log = log;
  }

  /** Undefined for a statement that is better sent as it is: a rare one, a long one, or all of them. */
  of(text: string): string | undefined {
    if (this.#mode === 'off') return undefined;
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    if (text.length > LONGEST_NAMED || this.#names.size === MOST_NAMES) return undefined;
    if (!this.#seenOnce.has(text)) {
      this.#seenOnce.set(text, true);
      return undefined;
    }
    this.#seenOnce.delete(text);
    const name = `luna_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }

  /**
   * Whether a named statement failed for its name alone. Nothing was done then, and its connection is of no further use:
   * what it has prepared is not what the driver believes.
   */
  wasToBlame(error: unknown): boolean {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (LOST.has(code)) {
      this.#lost();
      return true;
    }
    return code === OUTDATED;
  }

  #lost(): void {
    if (this.#mode !== 'auto') return;
    this.#mode = 'off';
    this.#log.info(
      {},
      'the connection lost a prepared statement, as behind a pooler in transaction mode: going on without them (DB_PREPARED)',
    );
  }
}
