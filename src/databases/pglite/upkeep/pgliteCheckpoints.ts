import type { CompiledQuery } from 'kysely';

/** Of the write-ahead log that a start after a crash has to go through. A checkpoint holds requests up for one or two tenths of a second. */
const MOST_LOG_BYTES = 64 * 1024 * 1024;
const LOOK_EACH_MS = 1000;
const LOG_BYTES = 'select (pg_current_wal_insert_lsn() - redo_lsn)::bigint as bytes from pg_control_checkpoint()';

type Run = (
  query: Pick<CompiledQuery, 'sql' | 'parameters'>,
) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;

export interface CheckpointParts {
  readonly run: Run;
  readonly checkpoint: () => Promise<void>;
  /** A clock that only goes forward, in milliseconds. */
  readonly now?: () => number;
}

/**
 * Does what the checkpointer does in a server and nothing does in PGlite, whatever `max_wal_size` says: without it the write-ahead log grows for as
 * long as the process lives, a crash is followed by a start that goes through all of it, and the disk is full some day.
 */
export class PgliteCheckpoints {
  readonly #parts: CheckpointParts;
  readonly #now: () => number;
  #looked = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(parts: CheckpointParts) {
    this.#parts = parts;
    this.#now = parts.now ?? (() => performance.now());
  }

  /** To be told of every write. A checkpoint that fails is tried again with a later one. */
  note(): void {
    if (this.#busy || this.#now() - this.#looked < LOOK_EACH_MS) return;
    this.#busy = true;
    this.#looked = this.#now();
    this.#look()
      .catch(() => undefined)
      .finally(() => {
        this.#busy = false;
      });
  }

  async #look(): Promise<void> {
    const { rows } = await this.#parts.run({ sql: LOG_BYTES, parameters: [] });
    if (Number(rows[0]?.bytes) >= MOST_LOG_BYTES) await this.#parts.checkpoint();
  }
}
