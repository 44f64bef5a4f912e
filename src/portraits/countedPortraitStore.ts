import type { PortraitStore, StoredPortrait } from './portraitStore.ts';

/** Calls of one kind since the start. */
export interface CallCounts {
  done: number;
  failed: number;
  ms: number;
  /** Of images that were stored or read. */
  bytes: number;
}

/** What `createCountedPortraitStore` counts by: the calls that requests wait for. */
export type CountedCall = 'put' | 'get' | 'delete' | 'probe';

export interface CountedPortraitStore extends PortraitStore {
  readonly counts: Readonly<Record<CountedCall, Readonly<CallCounts>>>;
}

/** The store, with its calls counted. */
export function createCountedPortraitStore(store: PortraitStore): CountedPortraitStore {
  const none = (): CallCounts => ({ done: 0, failed: 0, ms: 0, bytes: 0 });
  const counts = { put: none(), get: none(), delete: none(), probe: none() };
  const count = async <Result>(
    call: CountedCall,
    work: () => Promise<Result>,
    bytesOf: (result: Result) => number = () => 0,
  ): Promise<Result> => {
    const began = performance.now();
    const own = counts[call];
    try {
      const result = await work();
      own.done++;
      own.bytes += bytesOf(result);
      return result;
    } catch (error) {
      own.failed++;
      throw error;
    } finally {
      own.ms += performance.now() - began;
    }
  };
  return {
    counts,
    put: (descriptorId, portrait) =>
      count(
        'put',
        () => store.put(descriptorId, portrait),
        () => sizeOf(portrait),
      ),
    get: (descriptorId) =>
      count(
        'get',
        () => store.get(descriptorId),
        (image) => image?.length ?? 0,
      ),
    getThumbnail: (descriptorId, side) =>
      count(
        'get',
        () => store.getThumbnail(descriptorId, side),
        (image) => image?.length ?? 0,
      ),
    getAll: (descriptorId) =>
      count(
        'get',
        () => store.getAll(descriptorId),
        (portrait) => (portrait ? sizeOf(portrait) : 0),
      ),
    delete: (descriptorIds) => count('delete', () => store.delete(descriptorIds)),
    page: (range) => store.page(range),
    probeWrite: () => count('probe', () => store.probeWrite()),
    sweepUnfinished: (untouchedSince) => store.sweepUnfinished(untouchedSince),
  };
}

function sizeOf({ image, thumbnails }: StoredPortrait): number {
  let bytes = image?.length ?? 0;
  for (const thumbnail of thumbnails.values()) bytes += thumbnail.length;
  return bytes;
}
