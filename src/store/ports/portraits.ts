import type { DescriptorId } from '../../domain/ids.ts';
import type { Timestamp } from '../../domain/time.ts';

export type PortraitKind = 'files' | 'database' | 's3';

/** Where the portraits of all nodes are. */
export interface PortraitPlace {
  /** Where new ones go. */
  readonly kind: PortraitKind;
  /** Identity of the folder that holds the files, or held them last. */
  readonly folderId: string | null;
  /** The same of the bucket. */
  readonly bucketId: string | null;
  /** While they are moved: where those may be that are not there yet. */
  readonly movingFrom: PortraitKind | null;
}

export interface PortraitPlaceStore {
  /** Undefined before the first start. */
  find(): Promise<PortraitPlace | undefined>;
  /** For the first start: of several nodes one decides. @returns what holds now */
  claim(place: PortraitPlace): Promise<PortraitPlace>;
  /** False when it is no longer what it was. */
  change(from: PortraitPlace, to: PortraitPlace): Promise<boolean>;
  /** Descriptors that have a portrait, of all accounts. */
  illustrated(): Promise<number>;
}

/** Images in the database. `side` in pixels; 0: the portrait itself. */
export interface PortraitImageStore {
  /** All, or none where some are there already; not within a transaction. */
  put(
    descriptorId: DescriptorId,
    images: readonly { readonly side: number; readonly image: Uint8Array }[],
    at: Timestamp,
  ): Promise<void>;
  find(descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined>;
  all(descriptorId: DescriptorId): Promise<readonly { readonly side: number; readonly image: Uint8Array }[]>;
  /** @returns what was there and is gone */
  delete(
    descriptorIds: readonly DescriptorId[],
  ): Promise<readonly { readonly descriptorId: DescriptorId; readonly side: number }[]>;
  /** Descriptors with a portrait here, in the order of the ids, those behind `after`. */
  page(range: {
    readonly after?: DescriptorId | undefined;
    readonly limit: number;
  }): Promise<readonly { readonly descriptorId: DescriptorId; readonly writtenAt: Timestamp }[]>;
}
