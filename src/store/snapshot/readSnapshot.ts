import { type Kysely, sql } from 'kysely';
import type { DescriptorId } from '../../domain/ids.ts';
import type { StoreContext } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import { BACKED_TABLES, type BackedTable, type PortableRow } from './backedTables.ts';
import type { Snapshot } from './snapshot.ts';

/** A page is some megabytes at most: vectors have 2 KB, kept answers up to 256 KB, batches of the audit log a megabyte. */
const PAGE = 500;
const PAGES: Partial<Record<BackedTable, number>> = { idempotency_key: 20, audit_batch: 10 };

/** Reads in one transaction of the database, for as long as the reader takes. PGlite has only one: no other reader gets a turn. */
export async function readSnapshot({ db, dialect }: StoreContext): Promise<Snapshot> {
  const tx = await db.startTransaction().execute();
  const open = new Set<BackedTable>();
  try {
    // Before anything is read. Images are read between two statements, and a client may be slow.
    await sql`set transaction isolation level repeatable read, read only`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    const schema = await tx.selectFrom('schema_migration').select('name').orderBy('name').execute();
    const counts = {} as Record<BackedTable, number>;
    for (const table of BACKED_TABLES) counts[table] = await count(tx, table);
    const { portraits } = await tx
      .selectFrom('descriptor')
      .select((eb) => eb.fn.countAll<number>().as('portraits'))
      .where('has_portrait', '=', true)
      .executeTakeFirstOrThrow();
    const { keys } = await tx
      .selectFrom('account_key')
      .select((eb) => eb.fn.countAll<number>().as('keys'))
      .executeTakeFirstOrThrow();
    return {
      sealed: Number(keys) > 0,
      schema: schema.map(({ name }) => name),
      counts,
      portraits,
      async next(table) {
        const cursor = sql.id(`backup_${table}`);
        if (!open.has(table)) {
          open.add(table);
          await sql`declare ${cursor} no scroll cursor for select * from ${sql.table(table)}`.execute(tx);
        }
        const page = sql.lit(PAGES[table] ?? PAGE);
        return (await sql<PortableRow>`fetch ${page} from ${cursor}`.execute(tx)).rows;
      },
      async images(descriptorIds) {
        const rows = await tx
          .selectFrom('portrait')
          .select(['descriptor_id', 'side', 'image'])
          .where(dialect.isAmong('descriptor_id', descriptorIds))
          .execute();
        return rows.map(({ descriptor_id, ...image }) => ({ descriptorId: descriptor_id as DescriptorId, ...image }));
      },
      close: () => tx.rollback().execute(),
    };
  } catch (error) {
    await tx.rollback().execute();
    throw error;
  }
}

async function count(tx: Kysely<Database>, table: BackedTable): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(tx);
  return rows[0]?.count ?? 0;
}
