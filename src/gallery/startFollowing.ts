import type { GalleryLog } from './galleryLog.ts';
import type { PrewarmedGallery } from './memoryGallery.ts';

export interface FollowingOptions {
  readonly gallery: Pick<PrewarmedGallery, 'catchUp'>;
  /** From the end of one catch-up to the beginning of the next. */
  readonly intervalMs: number;
  readonly log: GalleryLog;
  /** The longest pause while the database is away. */
  readonly longestPauseMs?: number;
}

const LONGEST_PAUSE_MS = 30_000;

/**
 * Keeps the lists in memory in step in the background. What a search sees never depends on it: it finds less to do. While
 * the database is away the pauses double, and the log has one line for it, and one when it is back.
 */
export function startFollowing({ gallery, intervalMs, log, longestPauseMs = LONGEST_PAUSE_MS }: FollowingOptions) {
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  async function catchUp(): Promise<void> {
    try {
      await gallery.catchUp();
      if (failures > 0) log.info({ failures }, 'gallery: lists are followed again');
      failures = 0;
    } catch (err) {
      failures++;
      if (failures === 1 && !closed) log.warn({ err }, 'gallery: lists cannot be followed, each search asks by itself');
    }
    if (!closed) schedule(Math.min(intervalMs * 2 ** failures, Math.max(longestPauseMs, intervalMs)));
  }

  function schedule(ms: number): void {
    timer = setTimeout(() => {
      running = catchUp();
    }, ms);
    timer.unref();
  }

  schedule(intervalMs);
  return {
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
