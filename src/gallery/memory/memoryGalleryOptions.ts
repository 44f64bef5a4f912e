import type { GalleryFeed } from '../../store/lists/listFeed.ts';
import type { GalleryLog } from './galleryLog.ts';

export interface MemoryGalleryOptions {
  readonly feed: GalleryFeed;
  /** Threads for large lists; 0 scans everything on the calling thread. They start with the first large list. */
  readonly workers: number;
  /** Memory for rows and their float vectors; lists not searched for long make room. Default: no limit. */
  readonly maxBytes?: number;
  /**
   * How old what a search sees may be, ms: within it the database is not asked for the list's version again. Default 0:
   * it is asked before each search.
   */
  readonly maxAgeMs?: number;
  /** Grows when the database may be another one than before (`Store.hostChanges`). */
  readonly hostChanges?: () => number;
  readonly log?: GalleryLog;
  /** `javascript` does without WASM SIMD, as on a machine that has none. */
  readonly kernel?: 'wasm' | 'javascript';
}
