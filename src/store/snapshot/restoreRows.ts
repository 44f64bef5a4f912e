import { type Kysely, sql } from 'kysely';
import type { DescriptorId } from '../../domain/ids.ts';
import { requireSchema } from '../drift/requireSchema.ts';
import { createEncryptionRows } from '../encryption/encryptionRows.ts';
import { MIGRATIONS, migrate } from '../migrations/migrate.ts';
import { hasTable } from '../migrations/migrationRecord.ts';
import type { EncryptionRows, WrappedKey } from '../ports/encryption/sealing.ts';
import type { OpenDatabase } from '../ports/openDatabase.ts';
import type { PortraitPlace } from '../ports/portraits.ts';
import type { Database } from '../sql/schema.ts';
import { StoreRefused } from '../sql/storeErrors.ts';
import { SILENT_LOG } from '../sql/storeLog.ts';
import { BACKED_TABLES, type BackedTable, type PortableRow } from './backedTables.ts';

export interface RowWriter {
  insert(table: BackedTable, rows: readonly PortableRow[]): Promise<void>;
  /** `side` in pixels; 0: the portrait itself. */
  insertImages(
    descriptorId: DescriptorId,
    images: readonly { readonly side: number; readonly image: Uint8Array }[],
  ): Promise<void>;
}

export interface RestoreOptions {
  /** Migrations that made the tables which the rows are from. */
  readonly schema: readonly string[];
  /** Where portraits will be. */
  readonly place: Omit<PortraitPlace, 'movingFrom' | 'bucketId'>;
  /** The rows are sealed: they can be read only with keys of accounts. */
  readonly sealed?: boolean;
  /** Those keys; undefined: the database has them. */
  readonly accountKeys?: readonly WrappedKey[] | undefined;
  /** Rows that are there go; else the database must have none. */
  readonly replace: boolean;
}

/** The database holds accounts already, and it was not said that these may go. */
export class TargetNotEmpty extends Error {
  override readonly name = 'TargetNotEmpty';
  constructor() {
    super('the database holds accounts');
  }
}

/**
 * Fills a database with the rows that the work writes: all of them, or none where it throws. Tables are made as they were
 * where the rows come from, and updated once they are in.
 * @throws StoreRefused, TargetNotEmpty
 */
export async function restoreRows(
  database: OpenDatabase,
  { schema, place, replace, sealed, accountKeys }: RestoreOptions,
  work: (writer: RowWriter) => Promise<void>,
): Promise<void> {
  const { db, dialect } = database;
  await makeTables(database, schema);
  await db.transaction().execute(async (tx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    await sql`set local statement_timeout = 0`.execute(tx);
    // Nodes that run beside wait, and find what was restored.
    await sql`lock table account, portrait_place in access exclusive mode`.execute(tx);
    const held = await tx.selectFrom('account').select('account_id').limit(1).execute();
    if (held.length > 0 && !replace) throw new TargetNotEmpty();
    if (sealed) await restoreKeys(createEncryptionRows({ db: tx, dialect }), accountKeys);
    for (const table of [...BACKED_TABLES].reverse()) {
      // An older backup knows fewer tables.
      if (await hasTable(tx, dialect, table)) await sql`delete from ${sql.table(table)}`.execute(tx);
    }
    for (const table of ['portrait', 'portrait_erasure', 'portrait_place'] as const)
      await tx.deleteFrom(table).execute();
    const { kind, folderId } = place;
    await tx
      .insertInto('portrait_place')
      .values({ place_id: 1, kind, folder_id: folderId, moving_from: null })
      .execute();
    await work(writerOf(tx, database));
  });
  await migrate(db, dialect);
  await requireSchema(database, SILENT_LOG);
}

/** The backup is sealed, and there are no keys for it, or two sets of them. */
export class KeysMismatch extends Error {
  override readonly name = 'KeysMismatch';
}

/** Keys that the database has are newer than any file: an account that was erased since the backup has none there. */
async function restoreKeys(rows: EncryptionRows, given: readonly WrappedKey[] | undefined): Promise<void> {
  const isEmpty = (await rows.masterKeys()).size === 0;
  if (given === undefined) {
    if (isEmpty) throw new KeysMismatch('the backup is sealed, and holds no keys: give --account-keys FILE');
    return;
  }
  if (!isEmpty) {
    throw new KeysMismatch('the database has keys of accounts, which are newer: leave --account-keys out');
  }
  for (const key of given) await rows.addKey(key);
}

async function makeTables({ db, dialect }: OpenDatabase, schema: readonly string[]): Promise<void> {
  const known = MIGRATIONS.filter(({ name }) => schema.includes(name));
  if (known.length < schema.length) {
    throw new StoreRefused('newer', 'the backup was made by a newer version of this program: install that version');
  }
  if (!(await hasTable(db, dialect, 'schema_migration'))) {
    await migrate(db, dialect, { migrations: known });
    return;
  }
  const applied = await db.selectFrom('schema_migration').select('name').execute();
  const names = new Set(applied.map(({ name }) => name));
  if (names.size === schema.length && schema.every((name) => names.has(name))) return;
  throw new StoreRefused(
    'misconfigured',
    'the tables of the database are of another version than the backup: restore it into a database without tables',
  );
}

function writerOf(tx: Kysely<Database>, { dialect }: OpenDatabase): RowWriter {
  return {
    async insert(table, rows) {
      for (let from = 0; from < rows.length; from += dialect.rowsPerInsert) {
        // Columns and their types were checked against the table.
        const some = rows.slice(from, from + dialect.rowsPerInsert) as never;
        await tx.insertInto(table).values(some).execute();
      }
    },
    async insertImages(descriptorId, images) {
      if (images.length === 0) return;
      const rows = images.map((image) => ({ descriptor_id: descriptorId, ...image, create_time: dialect.utcNow }));
      await tx.insertInto('portrait').values(rows).execute();
    },
  };
}
