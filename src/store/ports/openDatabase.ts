import type { Kysely } from 'kysely';
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
  /** The database as it is now, beside whoever writes; undefined where there is no way to read it so. */
  openSnapshot?: (() => Promise<Snapshot>) | undefined;
  /** A standby that may lag behind; undefined while none serves. */
  standby?(): Kysely<Database> | undefined;
  close(): Promise<void>;
}
