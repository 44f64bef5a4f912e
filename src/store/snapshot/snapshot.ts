import type { DescriptorId } from '../../domain/ids.ts';
import type { BackedTable, PortableRow } from './backedTables.ts';

export interface SnapshotImage {
  readonly descriptorId: DescriptorId;
  /** Of a thumbnail in pixels; 0: the portrait itself. */
  readonly side: number;
  readonly image: Uint8Array;
}

/** The database as it was at one moment, whatever is written meanwhile. One call at a time. */
export interface Snapshot {
  /** Names of the migrations that made its tables. */
  readonly schema: readonly string[];
  /** Rows of each table. */
  readonly counts: Readonly<Record<BackedTable, number>>;
  /** Whether vectors and images are sealed, or some of them: keys of accounts are there, which a backup leaves out. */
  readonly sealed: boolean;
  /** Descriptors that have a portrait. */
  readonly portraits: number;
  /** The next rows of a table, in no order; an empty page is the last. */
  next(table: BackedTable): Promise<readonly PortableRow[]>;
  /** Images that the database itself holds. */
  images(descriptorIds: readonly DescriptorId[]): Promise<readonly SnapshotImage[]>;
  close(): Promise<void>;
}
