import type { GalleryStatus, ListAudit } from '../gallery.ts';
import type { MemoryBudget } from './memoryBudget.ts';

interface LoadedList {
  /** Undefined while it is not loaded. */
  readonly moment: object | undefined;
  /** Of `performance.now`. */
  readonly confirmedAt: number;
  readonly rows: number;
}

/** What has become of the lists in memory since the start. */
export class GalleryCounts {
  /** Lists that are being loaded now. */
  loading = 0;
  loads = 0;
  loadMs = 0;
  evictions = 0;
  searches = 0;
  searchMs = 0;
  readonly audits: Record<ListAudit['state'], number> = { ok: 0, differs: 0, 'not-loaded': 0, unsettled: 0 };

  /** Counts a load that ends well, and shows that it is under way. */
  async load<Loaded>(work: () => Promise<Loaded>): Promise<Loaded> {
    const began = performance.now();
    this.loading++;
    try {
      const loaded = await work();
      this.loads++;
      this.loadMs += performance.now() - began;
      return loaded;
    } finally {
      this.loading--;
    }
  }

  /** With what there is now. */
  status(galleries: Iterable<LoadedList>, budget: MemoryBudget): GalleryStatus {
    const now = performance.now();
    let [lists, rows, lagMs] = [0, 0, 0];
    for (const { moment, confirmedAt, rows: own } of galleries) {
      if (!moment) continue;
      lists++;
      rows += own;
      if (confirmedAt > 0) lagMs = Math.max(lagMs, now - confirmedAt);
    }
    const { loading, loads, loadMs, evictions, searches, searchMs } = this;
    const own = { loading, loads, loadMs, evictions, searches, searchMs, audits: { ...this.audits } };
    return { ...own, lists, rows, lagMs, bytes: budget.usedBytes, limitBytes: budget.limitBytes };
  }

  /** Counts a search, however it ends. */
  async search<Found>(work: () => Promise<Found>): Promise<Found> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.searches++;
      this.searchMs += performance.now() - began;
    }
  }
}
