import { BufferPool } from '../../concurrency/memory/bufferPool.ts';
import { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import type { Settings } from '../../settings/schema.ts';

export interface BodyMemory {
  /** What bodies are read into. */
  readonly buffers: BufferPool;
  /** What they may take together. */
  readonly budget: ByteBudget;
}

/** Bytes; longer bodies, where `BODY_LIMIT` allows them, get ordinary buffers. */
const LARGEST_BUFFER = 64 * 1024 * 1024;

/** The buffers take no more memory than the bodies may: `BODY_MEMORY_LIMIT`. */
export function createBodyMemory(
  settings: Pick<Settings, 'BODY_LIMIT' | 'JSON_BODY_LIMIT' | 'BODY_MEMORY_LIMIT'>,
): BodyMemory {
  const size = Math.min(LARGEST_BUFFER, Math.max(settings.BODY_LIMIT, settings.JSON_BODY_LIMIT));
  const buffers = new BufferPool(size, Math.floor(settings.BODY_MEMORY_LIMIT / size));
  return { buffers, budget: new ByteBudget('memory for bodies', settings.BODY_MEMORY_LIMIT, buffers) };
}
