import { type Kysely, sql } from 'kysely';
import { Unavailable } from '../../domain/errors.ts';
import type { Dialect, StoreContext } from '../ports/dialect.ts';
import type { Database } from '../sql/schema.ts';
import { StoreRefused } from '../sql/storeErrors.ts';
import type { VectorIndexOptions } from './vectorIndex.ts';

/** How far the index is with a list. */
export interface GalleryListTable {
  list_id: string;
  /** Version of the list that the rows are of, as far as they were read. */
  version: number;
  /** Members up to this id were read; NULL: all. */
  built_to: string | null;
}

/** One row for each list that a descriptor can be found in. */
export interface GalleryVectorTable {
  list_id: string;
  descriptor_id: string;
  person_id: string | null;
  model_id: string;
  dimension: number;
  /** Of length 1. */
  embedding: string;
}

/** The tables of the store with those of the index. */
export interface IndexDatabase extends Database {
  gallery_list: GalleryListTable;
  gallery_vector: GalleryVectorTable;
}

export function withIndex(db: Kysely<Database>): Kysely<IndexDatabase> {
  return db.withTables<Pick<IndexDatabase, 'gallery_list' | 'gallery_vector'>>();
}

const INSTALL = 'install pgvector on the database server';
/** pgvector 0.8 lets only a superuser make it. */
const LET_MAKE = 'have an administrator run "create extension vector" in the database';

/** Iterative scans of a graph came with it. */
const LEAST_VERSION = [0, 8] as const;

/**
 * Makes the tables when they are missing; several nodes may do so at the same time. No migration: a database without the
 * extension must be able to have all of those.
 * @throws StoreRefused('misconfigured') when the database lacks the extension, or the index is of another type
 */
export async function prepareTables({ db, dialect }: StoreContext, options: VectorIndexOptions): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await dialect.migrationLock?.execute(tx);
    await requireExtension(tx, dialect);
    const { rows } = await dialect.tableExists('gallery_list').execute(tx);
    if (rows[0]?.found !== 1) await makeTables(tx, options);
    else await requireType(tx, options);
  });
}

async function requireExtension(tx: Kysely<Database>, { ddlRefusalOf }: Dialect): Promise<void> {
  try {
    await sql`create extension if not exists vector`.execute(tx);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const what = `the database cannot load the extension "vector" (${(error as Error).message})`;
    throw ddlRefusalOf(error) === 'no-right' ? refused(what, LET_MAKE, error) : refused(what, INSTALL, error);
  }
  const { rows } = await sql<{ version: string }>`
    select extversion as version from pg_extension where extname = 'vector'`.execute(tx);
  const version = rows[0]?.version ?? '0';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === LEAST_VERSION[0] && minor < LEAST_VERSION[1]) {
    throw refused(`the database has pgvector ${version}, and ${LEAST_VERSION.join('.')} or later is needed`, INSTALL);
  }
}

function refused(what: string, remedy: string, cause?: unknown): StoreRefused {
  const message = `GALLERY_ENGINE=pgvector: ${what}; ${remedy}, or set GALLERY_ENGINE=memory`;
  return new StoreRefused('misconfigured', message, { cause });
}

async function requireType(tx: Kysely<Database>, { type }: VectorIndexOptions): Promise<void> {
  const { rows } = await sql<{ type: string }>`
    select format_type(atttypid, null) as type from pg_attribute
    where attrelid = 'gallery_vector'::regclass and attname = 'embedding'`.execute(tx);
  const found = rows[0]?.type ?? 'nothing';
  if (found === type) return;
  throw new StoreRefused(
    'misconfigured',
    `GALLERY_ENGINE=pgvector: the index was made of ${found}, and PGVECTOR_TYPE is ${type}: set it to ${found}, or ` +
      'drop the tables gallery_vector and gallery_list to have the index created again',
  );
}

/**
 * The ids are of type uuid: 16 bytes instead of 37 in each row. `storage main`: a vector of 2 KB stays in its row, where a
 * scan reads it as it goes. Rows leave with their list or descriptor, however it is deleted, so that nothing of an erased
 * face outlives it; no foreign keys, because these would lock descriptors against the order that transactions keep.
 */
async function makeTables(tx: Kysely<Database>, { type, partitions }: VectorIndexOptions): Promise<void> {
  const statements = [
    sql`create table gallery_list (
      list_id uuid not null constraint gallery_list_pk primary key,
      version bigint not null,
      built_to varchar(36))`,
    sql`create table gallery_vector (
      list_id uuid not null,
      descriptor_id uuid not null,
      person_id uuid,
      model_id varchar(64) not null,
      dimension integer not null,
      embedding ${sql.raw(type)} not null,
      constraint gallery_vector_pk primary key (list_id, descriptor_id)) partition by hash (list_id)`,
    ...Array.from(
      { length: partitions },
      (_, part) => sql`create table ${sql.id(`gallery_vector_p${part}`)} partition of gallery_vector
        for values with (modulus ${sql.lit(partitions)}, remainder ${sql.lit(part)})`,
    ),
    // Not in the table's own statement, which knows it from Postgres 16 on.
    sql`alter table gallery_vector alter column embedding set storage main`,
    sql`create index gallery_vector_descriptor on gallery_vector (descriptor_id)`,
    sql`create or replace function gallery_forget_lists() returns trigger language plpgsql set search_path from current as $$
      begin
        delete from gallery_vector where list_id in (select list_id::uuid from gone);
        delete from gallery_list where list_id in (select list_id::uuid from gone);
        return null;
      end $$`,
    sql`create or replace function gallery_forget_descriptors() returns trigger language plpgsql set search_path from current as $$
      begin
        delete from gallery_vector where descriptor_id in (select descriptor_id::uuid from gone);
        return null;
      end $$`,
    ...(['persons_list', 'descriptors_list'] as const).map((table) => forget(table, 'gallery_forget_lists')),
    forget('descriptor', 'gallery_forget_descriptors'),
  ];
  for (const statement of statements) await statement.execute(tx);
}

function forget(table: keyof Database, procedure: string) {
  return sql`create or replace trigger gallery_forget after delete on ${sql.table(table)}
    referencing old table as gone for each statement execute function ${sql.id(procedure)}()`;
}
