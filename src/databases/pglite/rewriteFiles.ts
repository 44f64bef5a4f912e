import { type Kysely, sql } from 'kysely';
import type { Database } from '../../store/sql/schema.ts';

/**
 * Writes all tables anew and lets the former write-ahead log go: deleted and changed rows stay in both otherwise, until
 * their place is needed. A segment that is recycled keeps its bytes, so none is.
 */
export async function rewriteFiles(db: Kysely<Database>): Promise<void> {
  await sql`set wal_recycle = off`.execute(db);
  await sql`vacuum full`.execute(db);
  // The segment that is being written to goes with the checkpoint after the next.
  for (let round = 0; round < 2; round++) {
    await sql`checkpoint`.execute(db);
    await sql`select pg_switch_wal()`.execute(db);
  }
  await sql`checkpoint`.execute(db);
  await sql`reset wal_recycle`.execute(db);
}
