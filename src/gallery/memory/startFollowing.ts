import type { ListId } from '../../domain/ids.ts';
import type { ListWatcher } from '../../store/lists/listHints.ts';
import type { GalleryLog } from './galleryLog.ts';
import type { PrewarmedGallery } from './prewarmedGallery.ts';

export interface FollowingOptions {
  readonly gallery: Pick<PrewarmedGallery, 'catchUp'>;
  /** From the end of one catch-up of all lists to the beginning of the next; 0: only when hints were missed. */
  readonly intervalMs: number;
  readonly log: GalleryLog;
  /** The longest pause while the database is away. */
  readonly longestPauseMs?: number;
}

/** Hints that it is given make it look sooner; it does not rely on them. */
export interface Following extends ListWatcher {
  close(): Promise<void>;
}

const LONGEST_PAUSE_MS = 30_000;
/** Between two attempts where there is no interval. */
const RETRY_MS = 500;
/** From the first hint to the catch-up, for others to come with it. */
const GATHER_MS = 5;
/** From one catch-up to the next that is only hinted at, at least, and as a multiple of the time that the one took. */
const REST_MS = 50;
const REST_FACTOR = 4;
/** Lists hinted at while a catch-up is under way; beyond, all are looked at. */
const MOST_HINTED = 1000;

/**
 * Keeps the lists in memory in step in the background, by one catch-up at a time. What a search sees never depends on it: it
 * finds less to do. While the database is away the pauses double, and the log has one line for it, and one when it is back.
 */
export function startFollowing(options: FollowingOptions): Following {
  const { gallery, intervalMs, log, longestPauseMs = LONGEST_PAUSE_MS } = options;
  const hinted = new Set<ListId>();
  let closed = false;
  let failures = 0;
  /** When all lists are looked at; `performance.now`. */
  let sweepAt = performance.now() + pauseMs();
  /** When hints are followed again. */
  let restedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  function pauseMs(): number {
    if (failures === 0) return intervalMs || Number.POSITIVE_INFINITY;
    const firstMs = intervalMs || RETRY_MS;
    return Math.min(firstMs * 2 ** failures, Math.max(longestPauseMs, firstMs));
  }

  async function catchUp(): Promise<void> {
    const began = performance.now();
    const isSweep = hinted.size === 0 || began >= sweepAt;
    const listIds = isSweep ? undefined : new Set(hinted);
    hinted.clear();
    if (isSweep) sweepAt = Number.POSITIVE_INFINITY;
    try {
      await gallery.catchUp(listIds);
      if (failures > 0) log.info({ failures }, 'gallery: lists are updated in the background again');
      failures = 0;
    } catch (err) {
      failures++;
      if (failures === 1 && !closed)
        log.warn({ err }, 'gallery: lists cannot be updated in the background, each search asks by itself');
    }
    const ended = performance.now();
    restedAt = ended + Math.max(REST_MS, REST_FACTOR * (ended - began));
    if (isSweep || failures > 0) sweepAt = Math.min(sweepAt, ended + pauseMs());
  }

  function schedule(): void {
    if (closed || running) return;
    clearTimeout(timer);
    // While the database is away hints do not shorten the pauses.
    const mayFollow = hinted.size > 0 && failures === 0;
    const now = performance.now();
    const at = Math.min(sweepAt, mayFollow ? Math.max(now + GATHER_MS, restedAt) : Number.POSITIVE_INFINITY);
    if (at === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(run, Math.max(0, at - now));
    timer.unref();
  }

  function run(): void {
    running = catchUp().finally(() => {
      running = undefined;
      schedule();
    });
  }

  function missed(): void {
    sweepAt = performance.now();
    schedule();
  }

  schedule();
  return {
    changed(listId) {
      if (hinted.size >= MOST_HINTED) return missed();
      const isFirst = hinted.size === 0;
      hinted.add(listId);
      // Later ones must not put it off.
      if (isFirst) schedule();
    },
    missed,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
