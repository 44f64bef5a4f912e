import type { DescriptorId } from '../domain/ids.ts';

/** JPEG bytes of a portrait and its thumbnails by side in pixels. */
export interface StoredPortrait {
  /** Absent where only thumbnails are there: a writer died in between. */
  readonly image?: Uint8Array | undefined;
  readonly thumbnails: ReadonlyMap<number, Uint8Array>;
}

/** What a deletion found and took. */
export interface RemovedImages {
  readonly portraits: number;
  readonly thumbnails: number;
  /** Descriptors that had no portrait here. */
  readonly missing: readonly DescriptorId[];
}

/** A descriptor that has a portrait or a thumbnail. */
export interface PortraitEntry {
  readonly descriptorId: DescriptorId;
  /** Of the last write. */
  readonly writtenAt: Date;
}

/**
 * Image blobs by descriptor. Written before the row commits; what a crash leaves over is swept by garbage collection.
 * It asks for no more than a blob store has: whole objects, durable when they are acknowledged, listed by prefix in
 * pages; nothing is renamed, and nothing is locked.
 */
export interface PortraitStore {
  /** Durable when the promise resolves. An id is put once, and again with the same images when that failed. */
  put(descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void>;
  /** Undefined when there is none. */
  get(descriptorId: DescriptorId): Promise<Uint8Array | undefined>;
  /** Undefined when there is no thumbnail of that side. */
  getThumbnail(descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined>;
  /** Everything of a descriptor, thumbnails of whatever side; undefined when there is nothing. */
  getAll(descriptorId: DescriptorId): Promise<StoredPortrait | undefined>;
  /**
   * Deletes everything of these descriptors: portraits, thumbnails of whatever side, what was half-written. A crash after
   * the promise resolved brings nothing back.
   */
  delete(descriptorIds: readonly DescriptorId[]): Promise<RemovedImages>;
  /** In the order of the ids, those behind `after`; fewer than `limit` when these are the last. */
  page(range: { readonly after?: DescriptorId | undefined; readonly limit: number }): Promise<readonly PortraitEntry[]>;
  /** Resolves when images can be put here now; rejects otherwise, and leaves nothing behind. */
  probeWrite(): Promise<void>;
  /** Removes half-written files of writers that died, once they have been untouched for a while. */
  sweepUnfinished(untouchedSince: Date): Promise<number>;
}
