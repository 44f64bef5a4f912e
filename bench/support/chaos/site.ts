import type { SmallDisk } from '../../../test/support/smallDisk.ts';
import type { Contents } from './contents.ts';
import type { ChaosNode } from './node.ts';
import type { PostgresHosts } from './postgresHosts.ts';

/** Everything that runs, and can be broken. */
export interface Site {
  readonly nodes: readonly ChaosNode[];
  readonly contents: Contents;
  /** Undefined on the embedded database. */
  readonly postgres: PostgresHosts | undefined;
  /** Where the database and the portraits are; undefined where none could be mounted. */
  readonly disk: SmallDisk | undefined;
  /** A photo of one person. */
  readonly photo: Uint8Array;
  /** Processes that write the database to its disk. */
  writers(): Promise<readonly number[]>;
  /** Descriptors that have a portrait, as the store of portraits has them. */
  portraits(): Promise<number>;
  remove(): Promise<void>;
}
