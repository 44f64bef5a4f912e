import type { Kysely } from 'kysely';
import type { ListKind } from '../../domain/errors.ts';
import type { ListId } from '../../domain/ids.ts';
import type { VectorRow } from '../people/vectors.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { CallerScope } from '../sql/callerScope.ts';
import type { Database } from '../sql/schema.ts';
import type { StoreContext, WorkingModel } from './dialect.ts';

/** One pool of connections, now and since the start. */
export interface PoolStatus {
  readonly pool: 'main' | 'standby' | 'embedded';
  /** The host in use and its role; undefined while none is. */
  readonly host: string | undefined;
  readonly role: string | undefined;
  readonly size: number;
  readonly lent: number;
  readonly waiting: number;
  /** How often a pool was opened on a host. */
  readonly opened: number;
  /** What was told of hosts, each kind by itself. */
  readonly events: readonly { readonly type: string; readonly host: string; readonly count: number }[];
}

/** A database that answers; what its tables are like is not known yet. */
export interface OpenDatabase extends StoreContext {
  readonly callers: CallerScope;
  /** No other process can write to it. */
  readonly exclusive: boolean;
  /** See `Store`. */
  isServing(): boolean;
  needsRestart(): boolean;
  hostChanges(): number;
  pools(): readonly PoolStatus[];
  /** The database as it is now, while others go on writing; undefined where that is not possible. */
  openSnapshot?: (() => Promise<Snapshot>) | undefined;
  /** Rewrites the files, without what former rows left in them; undefined where that is not for the service to do. */
  rewriteFiles?: (() => Promise<void>) | undefined;
  /** A standby that may lag behind; undefined while none serves. */
  standby?(): Kysely<Database> | undefined;
  /** Undefined where reading a list by its keys is as good, or no connection can be spared. */
  readonly streamList?: StreamList | undefined;
  close(): Promise<void>;
}

/** All vectors of a list as they are stored, in one pass, in a transaction that is open for as long as the reader takes. */
export type StreamList = (
  tx: Kysely<Database>,
  listId: ListId,
  kind: ListKind,
  workingModel: WorkingModel | undefined,
) => AsyncIterable<VectorRow[]>;
