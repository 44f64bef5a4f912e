import type { SmallDisk } from '../../../../test/support/smallDisk.ts';
import type { Contents } from './contents.ts';
import type { MasterKeys } from './masterKeys.ts';
import type { ChaosNode } from './node.ts';
import type { PlainScan } from './plainScan.ts';
import type { PortraitBucket } from './portraitBucket.ts';
import type { PostgresHosts } from './postgresHosts.ts';
import type { StoredImage } from './storedImages.ts';

/** Everything that runs, and can be broken. */
export interface Site {
  readonly nodes: readonly ChaosNode[];
  readonly contents: Contents;
  /** Undefined on the embedded database. */
  readonly postgres: PostgresHosts | undefined;
  /** Undefined where nothing is sealed. */
  readonly sealed: { readonly keys: MasterKeys; readonly scan: PlainScan } | undefined;
  /** Undefined where portraits are not in S3. */
  readonly bucket: PortraitBucket | undefined;
  /** Where the database and the portraits are; undefined where none could be mounted. */
  readonly disk: SmallDisk | undefined;
  /** A photo of one person. */
  readonly photo: Uint8Array;
  /** Processes that write the database to its disk. */
  writers(): Promise<readonly number[]>;
  /** As the store of portraits has them. */
  images(): Promise<readonly StoredImage[]>;
  remove(): Promise<void>;
}
