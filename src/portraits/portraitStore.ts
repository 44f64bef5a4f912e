import type { DescriptorId } from '../domain/ids.ts';

/** JPEG bytes of a portrait and its thumbnails by side in pixels. */
export interface StoredPortrait {
  readonly image: Uint8Array;
  readonly thumbnails: ReadonlyMap<number, Uint8Array>;
}

/** Image blobs by descriptor. Written before the row commits; what a crash leaves over is swept by garbage collection. */
export interface PortraitStore {
  /** Durable when the promise resolves. */
  put(descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void>;
  /** Undefined when there is none. */
  get(descriptorId: DescriptorId): Promise<Uint8Array | undefined>;
  /** Undefined when there is no thumbnail of that side. */
  getThumbnail(descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined>;
  delete(descriptorIds: readonly DescriptorId[]): Promise<void>;
  /** Every descriptor that has a portrait or a thumbnail here, with the time of the last write. */
  list(): AsyncIterable<{ readonly descriptorId: DescriptorId; readonly writtenAt: Date }>;
  /** Removes what writers that died have left half-written and nobody has touched since. */
  sweepUnfinished(untouchedSince: Date): Promise<number>;
}
