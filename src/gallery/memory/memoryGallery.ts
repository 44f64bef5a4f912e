import { inLanes } from '../../concurrency/inLanes.ts';
import type { VectorSpace } from '../../domain/comparable.ts';
import { Unavailable } from '../../domain/errors.ts';
import type { AccountId, ListId } from '../../domain/ids.ts';
import type { GalleryFeed, ListVersion } from '../../store/lists/listFeed.ts';
import type { Candidates, GallerySearch, GalleryStatus, ListAudit, Match } from '../gallery.ts';
import { searchIds } from '../rows/idSearch.ts';
import type { RowTable } from '../rows/rowTable.ts';
import { comparableProbes, type Probe } from '../scan/cosine.ts';
import { TableScans } from '../scan/tableScans.ts';
import { TopMatches } from '../scan/topMatches.ts';
import { GalleryCounts } from './galleryCounts.ts';
import { type GalleryLog, silentLog } from './galleryLog.ts';
import { HeldGalleries, type HeldGallery } from './heldGalleries.ts';
import { auditList } from './listAudit.ts';
import { ListGallery } from './listGallery.ts';
import { GalleryTooSmall, MemoryBudget } from './memoryBudget.ts';
import type { MemoryGalleryOptions } from './memoryGalleryOptions.ts';
import type { PrewarmedGallery } from './prewarmedGallery.ts';

/** Attempts of a search whose list keeps being reloaded. */
const MAX_TRIES = 20;
/** How often, and how long at most, a search without room waits for lists in use; each load may turn out useless. */
const ROOM_TRIES = 3;
const ROOM_WAIT_MS = 1000;
/** Lists whose change logs are read at a time: few, the connections belong to the requests. */
const CATCH_UP_LANES = 2;

/** The in-process engine: exact search over lists in this process's memory, in step with the database. */
export function createMemoryGallery(options: MemoryGalleryOptions): PrewarmedGallery {
  return new MemoryGallery(options);
}

type ListCandidates = Extract<Candidates, { kind: 'list' }>;

class MemoryGallery implements PrewarmedGallery {
  readonly #feed: GalleryFeed;
  readonly #maxAgeMs: number;
  readonly #hostChanges: () => number;
  readonly #log: GalleryLog;
  readonly #budget: MemoryBudget;
  readonly #scans: TableScans;
  readonly #held: HeldGalleries;
  /** Versions of lists that alone need more memory than there is: to load one again would only put out all others. */
  readonly #tooLarge = new Map<string, number>();
  readonly #counts = new GalleryCounts();
  /** A list that is being reloaded in the background: one at a time, since it costs as much as a search of it saves. */
  #reloading: Promise<void> | undefined;
  /** The last audit that was asked for: one goes after the other. */
  #audits: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: MemoryGalleryOptions) {
    const { feed, workers, maxBytes = Number.POSITIVE_INFINITY, log = silentLog, kernel } = options;
    this.#feed = feed;
    this.#maxAgeMs = options.maxAgeMs ?? 0;
    this.#hostChanges = options.hostChanges ?? (() => 0);
    this.#log = log;
    this.#budget = new MemoryBudget(maxBytes, () => {
      this.#held.makeRoom(maxBytes);
      this.#counts.evictions++;
      return true;
    });
    this.#scans = new TableScans({ workers, budget: this.#budget, log, kernel });
    this.#held = new HeldGalleries((listId, { modelId, dimension }) => {
      const table = this.#scans.createTable(dimension);
      const parts = { listId, modelId, table, feed: this.#feed, hostChanges: this.#hostChanges };
      return new ListGallery({ ...parts, log, counts: this.#counts });
    });
  }

  async search(_accountId: AccountId, search: GallerySearch): Promise<readonly Match[]> {
    if (this.#closed) throw new Unavailable('gallery');
    const probes = comparableProbes(search.probes);
    const dimension = probes[0]?.vector.length;
    if (dimension === undefined) return [];
    const { candidates } = search;
    if (candidates.kind === 'list')
      return this.#counts.search(() => this.#searchList(candidates, dimension, probes, search));
    return searchIds(this.#feed, candidates, probes, search);
  }

  counts(): GalleryStatus {
    return this.#counts.status(
      this.#held.all.map(({ gallery }) => gallery),
      this.#budget,
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#scans.close();
  }

  async prewarm(listIds: readonly ListId[], space: VectorSpace): Promise<number> {
    // In use until the last one is there: none makes room for another.
    const opened: HeldGallery[] = [];
    let ready = 0;
    try {
      for (const listId of listIds) {
        const one = this.#held.open(listId, space);
        opened.push(one);
        if (await this.#bringUpToDate(one)) ready++;
      }
    } catch (err) {
      // Told already: which list, and the setting.
      if (!(err instanceof GalleryTooSmall)) this.#log.warn({ err }, 'gallery: lists could not be loaded before use');
    } finally {
      for (const one of opened) this.#held.release(one);
    }
    return ready;
  }

  async catchUp(listIds?: ReadonlySet<ListId>): Promise<void> {
    const asked = performance.now();
    const loaded = this.#held.all.flatMap((held) => {
      const { moment, listId } = held.gallery;
      return moment && (listIds?.has(listId) ?? true) ? [{ held, moment }] : [];
    });
    if (this.#closed || loaded.length === 0) return;
    const heads = await this.#feed.versions([...new Set(loaded.map(({ held }) => held.gallery.listId))]);
    await inLanes(loaded, CATCH_UP_LANES, async ({ held, moment }) => {
      // Evicted, or gone: its next search sees to that.
      const head = heads.get(held.gallery.listId);
      if (!head || this.#closed || !this.#held.has(held)) return;
      await this.#held.using(held, async () => {
        if (await this.#follow(held.gallery, head, moment)) held.gallery.confirm(asked);
        else this.#reloadBeside(held);
      });
    });
  }

  async #follow(gallery: ListGallery, head: ListVersion, known: ListVersion): Promise<boolean> {
    try {
      return await gallery.follow(head, known);
    } catch (error) {
      // Its rows are gone, and the next search says why.
      if (error instanceof GalleryTooSmall) return true;
      throw error;
    }
  }

  #reloadBeside(held: HeldGallery): void {
    this.#reloading ??= this.#held
      .using(held, async () => void (await this.#bringUpToDate(held)))
      .catch((err: unknown) => this.#notReloaded(held.gallery, err))
      .finally(() => {
        this.#reloading = undefined;
      });
  }

  audit(listIds?: readonly ListId[], signal?: AbortSignal): Promise<readonly ListAudit[]> {
    const audit = this.#audits.then(() => this.#audit(listIds, signal));
    this.#audits = audit.catch(() => undefined);
    return audit;
  }

  async #audit(listIds?: readonly ListId[], signal?: AbortSignal): Promise<readonly ListAudit[]> {
    const wanted = listIds && new Set(listIds);
    const loaded = this.#held.all.filter(({ gallery: { listId, moment } }) => moment && (wanted?.has(listId) ?? true));
    const audits: ListAudit[] = [];
    for (const held of loaded) {
      if (signal?.aborted || this.#closed) return audits;
      // Evicted since it was its turn to wait.
      if (!this.#held.has(held) || !held.gallery.moment) continue;
      const audit = await this.#auditOne(held, signal);
      if (audit) audits.push(audit);
    }
    const audited = new Set(audits.map(({ listId }) => listId));
    const none = { modelId: null, state: 'not-loaded', rows: 0, stale: 0, missing: 0, ghosts: 0 } as const;
    for (const listId of wanted ?? []) if (!audited.has(listId)) audits.push({ listId, ...none });
    for (const { state } of audits) this.#counts.audits[state]++;
    return audits;
  }

  async #auditOne(held: HeldGallery, signal?: AbortSignal): Promise<ListAudit | undefined> {
    const { gallery } = held;
    // In use only while its rows are looked at or changed: an audit takes long, and searches of other lists may need the room.
    const look: ListGallery['look'] = (work) => this.#held.using(held, () => gallery.look(work));
    const bringUpToDate = async () => {
      if (!this.#held.has(held)) return false;
      return this.#held.using(held, async () => (await this.#bringUpToDate(held)) !== undefined);
    };
    try {
      const audit = await auditList({ gallery, look, feed: this.#feed, bringUpToDate, signal });
      if (audit?.state !== 'differs') return audit;
      this.#log.error({ ...audit }, 'gallery: rows of a list were not those of the database, reloading');
      gallery.invalidate();
      await bringUpToDate().catch((err: unknown) => this.#notReloaded(gallery, err));
      return audit;
    } catch (error) {
      if (signal?.aborted) return undefined;
      throw error;
    }
  }

  #notReloaded({ listId }: ListGallery, err: unknown): void {
    // Told already: which list, and the setting.
    if (err instanceof GalleryTooSmall || this.#closed) return;
    this.#log.warn({ listId, err }, 'gallery: not reloaded yet, the next search tries again');
  }

  async #searchList(
    { listId, head: read }: ListCandidates,
    dimension: number,
    probes: readonly Probe[],
    { modelId, limit, groupBy, signal }: GallerySearch,
  ): Promise<readonly Match[]> {
    const held = this.#held.open(listId, { modelId, dimension });
    const { gallery } = held;
    const scan = (table: RowTable) => this.#scans.scan(table, probes, new TopMatches(limit, groupBy), signal);
    try {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        signal?.throwIfAborted();
        const asked = performance.now();
        const known = gallery.moment;
        // Only that exact moment: where memory is ahead, the database may have lost commits, and only asking shows it.
        const isRead = read && known?.version === read.version && known.stamp === read.stamp;
        if (known && (isRead || asked - gallery.confirmedAt < this.#maxAgeMs)) {
          const matches = await gallery.read(known, scan);
          if (matches) return matches;
        }
        const head = await this.#bringUpToDate(held).catch((error: unknown) => {
          if (!(error instanceof GalleryTooSmall) || error.isAlone || tries >= ROOM_TRIES) throw error;
          return 'no room' as const;
        });
        if (!head) return [];
        if (head === 'no room') {
          await this.#held.nextRelease(ROOM_WAIT_MS);
          continue;
        }
        const matches = await gallery.read(head, scan);
        if (!matches) continue;
        gallery.confirm(asked);
        return matches;
      }
      throw new Unavailable('list that is being reloaded');
    } finally {
      this.#held.release(held);
    }
  }

  /**
   * Brings a gallery to what is committed.
   * @returns the committed moment, which the rows may still miss after a fail-over; undefined when the list is gone
   * @throws GalleryTooSmall
   */
  async #bringUpToDate(held: HeldGallery): Promise<ListVersion | undefined> {
    const { key, gallery } = held;
    const known = gallery.moment;
    const head = await this.#feed.version(gallery.listId);
    const limitBytes = this.#budget.limitBytes;
    if (head && this.#tooLarge.get(key) === head.version) throw new GalleryTooSmall(limitBytes);
    try {
      if (head && (await gallery.bringTo(head, known))) {
        this.#tooLarge.delete(key);
        return head;
      }
    } catch (error) {
      if (!(error instanceof GalleryTooSmall)) throw error;
      this.#log.error(
        { listId: gallery.listId, limitBytes },
        'gallery: the list and those in use need more memory than GALLERY_MEMORY_LIMIT gives',
      );
      // More tries end the same way until the list changes.
      if (head && error.isAlone) this.#tooLarge.set(key, head.version);
      throw error;
    }
    this.#held.forget(held);
    this.#tooLarge.delete(key);
    return undefined;
  }
}
