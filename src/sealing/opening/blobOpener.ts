import type { KeyObject } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import type { Blob } from '../../store/ports/encryption/sealing.ts';
import { boundTo } from '../boundTo.ts';
import { openBlob } from '../sealedBlob.ts';
import { type OpenedBlobs, type PackedBlobs, packBlobs, unpackBlobs } from './packedBlobs.ts';

/** From so many on the way to a thread costs less than the work: a seal takes some microseconds, the way a tenth of a millisecond. */
const FEWEST_FOR_THREAD = 48;
/** One keeps up with the thread that puts rows in their place. */
const MOST_THREADS = 2;
/** Who loads lists has a few batches under way. */
const QUEUE_LIMIT = 1000;

type Opened = Uint8Array | undefined;

/** Opens blobs of one account: few at once here, many on a thread, which starts with the first of them. */
export class BlobOpener {
  #pool: WorkerPool<PackedBlobs, OpenedBlobs> | undefined;
  readonly #onCrash: (error: Error) => void;

  constructor(onCrash: (error: Error) => void) {
    this.#onCrash = onCrash;
  }

  /** @param blobs of one kind and one account @throws Unavailable when the thread died */
  async open(key: KeyObject, blobs: readonly Blob[]): Promise<readonly Opened[]> {
    if (blobs.length < FEWEST_FOR_THREAD) return blobs.map((blob) => openHere(key, blob));
    this.#pool ??= new WorkerPool({
      entry: new URL('./openThread.ts', import.meta.url),
      name: 'sealing',
      size: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)),
      queueLimit: QUEUE_LIMIT,
      onCrash: this.#onCrash,
    });
    const packed = packBlobs(key, blobs);
    return unpackBlobs(blobs, await this.#pool.run(packed, [packed.bytes.buffer]));
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}

function openHere(key: KeyObject, { kind, accountId, descriptorId, bytes }: Blob): Opened {
  return openBlob(key, boundTo(kind, accountId, descriptorId), bytes);
}
