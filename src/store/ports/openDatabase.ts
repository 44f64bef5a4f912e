import type { Kysely } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import type { StoredVector } from '../lists/listFeed.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CallerScope } from '../sql/callerScope.ts';
import type { Database } from '../sql/schema.ts';
import type { StoreContext } from './dialect.ts';

/** A database that answers; what its tables are like is not known yet. */
export interface OpenDatabase extends StoreContext {
  readonly callers: CallerScope;
  /** No other process can write to it. */
  readonly exclusive: boolean;
  /** See `Store`. */
  isServing(): boolean;
  needsRestart(): boolean;
  hostChanges(): number;
  /** The database as it is now, while others go on writing; undefined where that is not possible. */
  openSnapshot?: (() => Promise<Snapshot>) | undefined;
  /** A standby that may lag behind; undefined while none serves. */
  standby?(): Kysely<Database> | undefined;
  /** Undefined where reading a list by its keys is as good, or no connection can be spared. */
  readonly streamList?: StreamList | undefined;
  close(): Promise<void>;
}

/** All vectors of a list in one pass, in a transaction that is open for as long as the reader takes. */
export type StreamList = (tx: Kysely<Database>, listId: ListId, kind: ListKind) => AsyncIterable<StoredVector[]>;
