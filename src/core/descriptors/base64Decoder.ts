import type { BufferPool } from '../../concurrency/memory/bufferPool.ts';
import { WorkerPool } from '../../concurrency/threads/workerPool.ts';
import { decodeBase64 } from '../../domain/base64.ts';

/** Decodes base64 text, in its own buffer and away from the thread that answers requests where it is large. */
export interface Base64Decoder {
  /**
   * @param text is overwritten, and given away where it is large and not lent: its buffer must hold nothing else
   * @param signal aborted when the caller has left
   * @returns undefined when it is no base64
   * @throws Unavailable; the reason of the signal
   */
  decode(text: Uint8Array, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

/** Bytes: a millisecond of work, about what the way to the thread and back costs. */
const LARGE = 256 * 1024;
/** The memory of bodies is limited by bytes, and so are those that wait. */
const QUEUE_LIMIT = 10_000;

/**
 * One thread, which starts with the first large text: most services never see one.
 * @param buffers what texts may be lent from: they are not given away then
 */
export function createBase64Decoder(
  buffers: Pick<BufferPool, 'hold'>,
  onCrash?: (error: Error) => void,
): Base64Decoder {
  let pool: WorkerPool<Uint8Array, Uint8Array | undefined> | undefined;
  return {
    async decode(text, signal) {
      if (text.length <= LARGE) return decodeBase64(text);
      pool ??= new WorkerPool({
        entry: new URL('./base64Thread.ts', import.meta.url),
        size: 1,
        queueLimit: QUEUE_LIMIT,
        name: 'base64',
        ...(onCrash && { onCrash }),
      });
      const release = buffers.hold(text);
      if (!release) return pool.run(text, [text.buffer as ArrayBuffer], signal);
      // The bytes are where the text was. What the thread sends has another object for the same memory, which is dropped.
      const decoded = await pool.run(text, [], signal, release);
      return decoded && text.subarray(0, decoded.length);
    },
    close: async () => pool?.close(),
  };
}
