import { SharedLock } from '../../concurrency/sharedLock.ts';
import { EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import { isComparable } from '../../domain/comparable.ts';
import type { ListId } from '../../domain/ids.ts';
import type { GalleryFeed, ListVersion, StoredVector } from '../../store/lists/listFeed.ts';
import type { RowTable } from '../rows/rowTable.ts';
import { type CatchUp, readChanges } from './changeLog.ts';
import type { GalleryCounts } from './galleryCounts.ts';
import type { GalleryLog } from './galleryLog.ts';

/** Rows put in one go: about a millisecond. */
const ROWS_PER_TURN = 256;
const PROGRESS_ROWS = 100_000;

export interface ListGalleryParts {
  readonly listId: ListId;
  /** Rows of another model stay outside (`domain/comparable.ts`). */
  readonly modelId: string;
  readonly table: RowTable;
  readonly feed: GalleryFeed;
  /** See `Store.hostChanges`. */
  readonly hostChanges?: () => number;
  readonly log: GalleryLog;
  readonly counts: GalleryCounts;
}

/**
 * One list's rows and the moment they are of. Searches share the rows; a change waits until they have ended, and
 * later searches wait for the change, which they need anyway.
 */
export class ListGallery {
  readonly #parts: ListGalleryParts;
  readonly #lock = new SharedLock();
  /** Over all batches: they may be smaller than a turn, and many there at once. */
  readonly #pace = new EventLoopYielder(ROWS_PER_TURN);
  #moment: ListVersion | undefined;
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #mustReload = false;
  #update: Promise<boolean> | undefined;
  /** Searches under way; while there are any the rows stay. */
  users = 0;

  constructor(parts: ListGalleryParts) {
    this.#parts = parts;
  }

  get listId(): ListId {
    return this.#parts.listId;
  }

  get modelId(): string {
    return this.#parts.modelId;
  }

  /** Moment that the rows are of; undefined while there are none. */
  get moment(): ListVersion | undefined {
    return this.#moment;
  }

  get rows(): number {
    return this.#parts.table.count;
  }

  /** When it was last asked whether the rows are those of the database, and they were or became so; `performance.now`. */
  get confirmedAt(): number {
    return this.#confirmedAt;
  }

  confirm(askedAt: number): void {
    this.#confirmedAt = Math.max(this.#confirmedAt, askedAt);
  }

  /**
   * Brings the rows to a moment or beyond it. Callers at the same time share the work. When the database falls back
   * meanwhile (a fail-over), they stay behind, and the caller asks for the moment again.
   * @param known own moment from before `wanted` was read: when that is earlier, the database has lost commits
   * @returns false when the list is gone
   */
  async bringTo(wanted: ListVersion, known: ListVersion | undefined): Promise<boolean> {
    this.#notice(wanted, known);
    // The first update may have begun before `wanted` was committed; one that begins after it reaches it.
    for (let round = 0; round < 2 && !this.#isAt(wanted); round++) {
      this.#update ??= this.#startUpdate(wanted, true);
      if (!(await this.#update)) return false;
    }
    return true;
  }

  /**
   * Brings the rows to a moment by the change log, and no other way.
   * @param known as for `bringTo`
   * @returns whether they are there; else `bringTo` gets them there
   */
  async follow(wanted: ListVersion, known: ListVersion): Promise<boolean> {
    this.#notice(wanted, known);
    if (!this.#isAt(wanted) && this.#moment && !this.#mustReload) {
      this.#update ??= this.#startUpdate(wanted, false);
      await this.#update;
    }
    return this.#isAt(wanted);
  }

  /** The database may have lost commits. */
  #notice(wanted: ListVersion, known: ListVersion | undefined): void {
    const fellBack = known && wanted.version < known.version && (this.#moment?.version ?? 0) >= known.version;
    const parted = this.#moment?.version === wanted.version && this.#moment.stamp !== wanted.stamp;
    if (fellBack || parted) this.#mustReload = true;
  }

  /** Runs a search over the rows; undefined when they are not at that moment or a later one. */
  read<Result>(wanted: ListVersion, search: (table: RowTable) => Promise<Result>): Promise<Result | undefined> {
    return this.#lock.shared(async () => (this.#isAt(wanted) ? search(this.#parts.table) : undefined));
  }

  /** Works with the rows, whatever moment they are of; no change comes between. Undefined while there are none. */
  look<Result>(work: (table: RowTable) => Promise<Result>): Promise<Result | undefined> {
    return this.#lock.shared(async () => (this.#moment ? work(this.#parts.table) : undefined));
  }

  /** The rows are wrong: they are reloaded before the next search. */
  invalidate(): void {
    this.#mustReload = true;
  }

  /** Gives the memory back at once; the gallery is not in use. */
  evict(): void {
    this.#moment = undefined;
    this.#parts.table.clear();
  }

  #isAt({ version, stamp }: ListVersion): boolean {
    const moment = this.#moment;
    if (this.#mustReload || !moment) return false;
    return moment.version > version || (moment.version === version && moment.stamp === stamp);
  }

  #startUpdate(wanted: ListVersion, mayReload: boolean): Promise<boolean> {
    return this.#bring(wanted, mayReload).finally(() => {
      this.#update = undefined;
    });
  }

  async #bring(wanted: ListVersion, mayReload: boolean): Promise<boolean> {
    const { hostChanges = () => 0 } = this.#parts;
    const before = hostChanges();
    const found = await this.#catchUpOrReload(wanted, mayReload);
    // What was read of two hosts may be of two histories.
    if (hostChanges() !== before) this.#mustReload = true;
    return found;
  }

  async #catchUpOrReload(wanted: ListVersion, mayReload: boolean): Promise<boolean> {
    const { feed, listId, log } = this.#parts;
    if (!this.#mustReload && this.#moment) {
      const changes = await readChanges(feed, listId, this.#moment, wanted.version);
      if (changes) return this.#change(() => this.#apply(changes));
      log.info({ listId, ...this.#moment }, 'gallery: the change log does not reach back far enough, reloading');
      this.#mustReload = true;
    }
    return mayReload ? this.#parts.counts.load(() => this.#reload()) : true;
  }

  async #reload(): Promise<boolean> {
    const { feed, listId, table, log } = this.#parts;
    const started = performance.now();
    let nextReport = PROGRESS_ROWS;
    const loaded = await this.#change(async () => {
      table.clear();
      this.#mustReload = false;
      const head = await feed.load(listId, async (batch) => {
        await this.#put(batch);
        if (table.count < nextReport) return;
        nextReport += PROGRESS_ROWS;
        log.info({ listId, rows: table.count }, 'gallery: loading');
      });
      if (!head) return undefined;
      // The batches are of different moments; what changed in between is set right before anybody searches.
      const changes = await readChanges(feed, listId, head, head.version);
      if (changes) return this.#apply(changes);
      this.#mustReload = true;
      return head;
    });
    if (loaded) log.info({ listId, rows: table.count, ms: Math.round(performance.now() - started) }, 'gallery: loaded');
    return loaded;
  }

  /** @returns the moment that the rows are of now */
  async #apply({ moment, removed, added }: CatchUp): Promise<ListVersion> {
    for (const descriptorId of removed) {
      this.#parts.table.remove(descriptorId);
      if (this.#pace.step()) await this.#pace.pause();
    }
    await this.#put(added);
    return { version: moment.version, stamp: moment.stamp };
  }

  /** Changes the rows alone; if that fails nothing is left, and the next search reloads. */
  #change(work: () => Promise<ListVersion | undefined>): Promise<boolean> {
    return this.#lock.exclusive(async () => {
      this.#moment = undefined;
      try {
        this.#moment = await work();
        return this.#moment !== undefined;
      } finally {
        if (!this.#moment) this.#parts.table.clear();
      }
    });
  }

  async #put(vectors: readonly StoredVector[]): Promise<void> {
    const { table, modelId, listId, log } = this.#parts;
    for (const row of vectors) {
      if (!isComparable(row, { modelId })) table.remove(row.descriptorId);
      else if (!table.put(row)) {
        log.warn({ listId, descriptorId: row.descriptorId }, 'gallery: vector without direction or of another length');
      }
      if (this.#pace.step()) await this.#pace.pause();
    }
  }
}
