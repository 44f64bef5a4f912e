import { LateCache } from '../../concurrency/memory/lateCache.ts';

const REMEMBERED = 10_000;

export interface RowCacheOptions {
  /** Off: each row is read. */
  readonly enabled: boolean;
  /** Whether to remember that there is no such row, so that it answers as fast as one that there is. */
  readonly misses: boolean;
}

/** Remembers rows that were read; a row that was being read while something was dropped is not kept. */
export function createRowCache<Key extends string, Row extends object>({ enabled, misses }: RowCacheOptions) {
  const rows = new LateCache<Key, { readonly row: Row | undefined }>({ max: REMEMBERED });
  let generation = 0;
  return {
    async get(key: Key, read: () => Promise<Row | undefined>): Promise<Row | undefined> {
      if (!enabled) return read();
      const known = rows.get(key);
      if (known) return known.row;
      const before = generation;
      const row = await read();
      if ((row || misses) && before === generation) rows.set(key, { row });
      return row;
    },
    drop(key: Key): void {
      generation++;
      rows.delete(key);
    },
    clear(): void {
      generation++;
      rows.clear();
    },
  };
}
