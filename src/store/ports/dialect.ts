import type { Expression, InsertQueryBuilder, InsertResult, Kysely, RawBuilder, SqlBool } from 'kysely';
import type { DescriptorId, ListId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';
import type { ListHints } from '../lists/listHints.ts';
import type { CallerScope } from '../sql/callerScope.ts';
import type { Database } from '../sql/schema.ts';
import type { Sealing } from './encryption/sealing.ts';

/** Column types of the schema, in the words of the database. Lengths are in characters (code points). */
export interface ColumnTypes {
  readonly id: RawBuilder<unknown>;
  readonly boolean: RawBuilder<unknown>;
  /** Without zone, six decimals. */
  readonly timestamp: RawBuilder<unknown>;
  readonly integer: RawBuilder<unknown>;
  /** Holds every safe integer of JavaScript. */
  readonly bigInteger: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** Text without a limit; cannot be compared or indexed on every database. */
  readonly document: RawBuilder<unknown>;
  text(characters: number): RawBuilder<unknown>;
}

/**
 * What differs between the databases, each difference by name, so that no store asks which database it talks to.
 * What is not here is portable: uuids and times made in Node, no RETURNING, no session state, `''` and NULL the same,
 * names of at most 30 characters.
 */
export interface Dialect {
  readonly columnTypes: ColumnTypes;

  /** Ids that one statement takes; longer lists are split (`inChunks`). */
  readonly idsPerStatement: number;
  /** Vectors that one statement reads, or persons whose vectors; not more than `isAmong` takes. */
  readonly vectorsPerStatement: number;
  /** Statements for vectors that are worth having under way at the same time. */
  readonly vectorStatementsAtOnce: number;
  /** Rows whose text one statement looks at, where no index does: a few milliseconds of work for the thread that does it. */
  readonly rowsPerScan: number;
  /** Rows that one INSERT takes. */
  readonly rowsPerInsert: number;

  /**
   * Whether transactions run side by side, so that rows must be locked. Where they follow each other a lock would only
   * cost a write for each row.
   */
  readonly concurrentTransactions: boolean;

  /** Whether the column holds one of the ids; at most `idsPerStatement` of them. */
  isAmong(column: string, ids: readonly string[]): Expression<SqlBool>;

  /** Aggregate: the ids of a group in one text, joined by commas, in the order of the other columns; NULL for none. */
  joinedIds(column: string, orderBy: readonly string[]): RawBuilder<string | null>;

  /** A time as a column of a SELECT, where the database cannot tell its type from the context. */
  timestamp(at: Timestamp): RawBuilder<Timestamp>;

  /** The database's clock in UTC. */
  readonly utcNow: RawBuilder<Timestamp>;

  /** The same as a column of an outermost SELECT: what leaves the database. */
  readonly utcNowRead: RawBuilder<Timestamp>;

  /** INSERT that passes over rows whose key exists already, also when another transaction is inserting the same one. */
  ignoringDuplicates<Table extends keyof Database>(
    insert: InsertQueryBuilder<Database, Table, InsertResult>,
  ): InsertQueryBuilder<Database, Table, InsertResult>;

  /** The statement is answered before it is on disk, where that is worth something: a crash soon after may take it back. */
  mayBeLost<Query extends { modifyEnd(modifier: Expression<unknown>): Query }>(query: Query): Query;

  /**
   * Statements after which the database keeps the long texts of a column as they are: to compress them would cost more than to
   * write them. None where it does so by itself.
   */
  keepPlain(table: string, column: string): readonly RawBuilder<unknown>[];

  /** One row with `found` 1 when the table exists, else none. */
  tableExists(table: string): RawBuilder<{ found: number }>;

  /** Makes other nodes wait until this transaction ends; undefined when no other process can be there. */
  readonly migrationLock: RawBuilder<unknown> | undefined;

  /** How to migrate where CREATE and ALTER commit at once; undefined where they belong to the transaction around them. */
  readonly stepwiseDdl: StepwiseDdl | undefined;

  /** Why a CREATE or ALTER was refused, when that is for the operator to change. */
  ddlRefusalOf(error: unknown): DdlRefusal | undefined;

  /** What the database says of the tables that there are; and how it must be set up. */
  readonly catalog: Catalog;

  /** What stands around the statements of a script for a DBA (`migrate --sql`). */
  readonly scriptFrame: ScriptFrame;

  /** Whether the column holds a vector that is sealed (`encryption/sealedForm.ts`). */
  isSealedVector(column: string): RawBuilder<SqlBool>;
  /** The same of an image. */
  isSealedImage(column: string): RawBuilder<SqlBool>;

  /** The cheapest statement that shows that the database answers. */
  readonly ping: RawBuilder<unknown>;
}

/** Keeps an index of the vectors in lists in step with them. */
export interface ListIndexWriter {
  /**
   * Called in the transaction that changes the lists, when its tables show the change; the lists are locked, and each is
   * at its new version.
   */
  recordChange(
    tx: StoreContext,
    lists: readonly { readonly listId: ListId; readonly version: number }[],
    change: { readonly add: readonly DescriptorId[]; readonly remove: readonly DescriptorId[] },
  ): Promise<void>;
}

/** One row for each column of the tables in the schema that the service uses. */
export interface ColumnRow {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  /** Oracle only: digits, and those after the point. */
  readonly digits?: number | null;
  readonly scale?: number | null;
  /** Oracle only: greatest length in characters, and whether it was given in bytes (`B`). */
  readonly characters?: number | null;
  readonly unit?: string | null;
  readonly nullable: number;
  /** 1: an INSERT may leave the column out even when it is not nullable. */
  readonly filled: number;
}

/** One row for each column of a key, in their order. */
export interface KeyRow {
  readonly table_name: string;
  readonly key_name: string;
  readonly kind: 'P' | 'U' | 'R';
  readonly column_name: string;
  /** Table that a foreign key refers to, and whether rows go with those that they refer to. */
  readonly target: string | null;
  readonly cascades: number;
}

/** One row for each column of an index, in their order; with those that keys stand on. */
export interface IndexRow {
  readonly table_name: string;
  readonly index_name: string;
  readonly column_name: string;
  readonly is_unique: number;
}

export interface Catalog {
  readonly columns: RawBuilder<ColumnRow>;
  readonly keys: RawBuilder<KeyRow>;
  readonly indexes: RawBuilder<IndexRow>;
  /** The type in words that all databases share: `text(128)`, `boolean`, `timestamp(6)`; else the database's own. */
  typeOf(column: ColumnRow): string;
  /** One row: how the database stores text. */
  readonly encoding: RawBuilder<{ encoding: string }>;
  /** Encodings that hold every character. */
  readonly encodings: readonly string[];
}

export interface ScriptFrame {
  /** For the reader, without the signs of a comment. */
  readonly notes: readonly string[];
  /** Lines for the client program or the database. */
  readonly first: readonly string[];
  readonly last: readonly string[];
}

/** `exists`: an object has the name already. `no-right`: the user may not make it. */
export type DdlRefusal = 'exists' | 'no-right';

export interface StepwiseDdl {
  /** Table that the migration lock stands on. */
  readonly lockTable: string;
  /** Makes the table that the migration lock stands on; fails by `wasDoneBefore` when there is one. */
  readonly prepareLock: RawBuilder<unknown>;
  /** Whether the error of a CREATE or ALTER says that it was executed before. */
  wasDoneBefore(error: unknown): boolean;
}

/** What every store works on: the database or one transaction, and how its SQL differs. */
export interface WorkingModel {
  /** Undefined until the embedder is chosen: then reads give what a descriptor's own row has. */
  id: string | undefined;
}

export interface StoreContext {
  readonly db: Kysely<Database>;
  readonly dialect: Dialect;
  /** Follows every change of what a search over a list can find; undefined where no such index is in use. */
  readonly listIndex?: ListIndexWriter | undefined;
  /** Told which lists a transaction has changed, once it is committed; undefined where no node listens. */
  readonly hints?: ListHints | undefined;
  /** The callers that statements are sent for; undefined in a transaction, which has begun. */
  readonly callers?: CallerScope;
  /** The model that this process works in: of a descriptor that has several vectors its reads give that one. */
  readonly workingModel?: WorkingModel | undefined;
  /** Undefined: vectors are stored as they are. */
  readonly sealing?: Sealing | undefined;
  /** Of the transaction that is open. */
  readonly changedLists?: Set<ListId>;
}
