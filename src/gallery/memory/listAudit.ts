import { EventLoopYielder } from '../../concurrency/yieldToEventLoop.ts';
import { isComparable } from '../../domain/comparable.ts';
import type { DescriptorId } from '../../domain/ids.ts';
import type { GalleryFeed, ListVersion, StoredVector } from '../../store/lists/listFeed.ts';
import type { ListAudit } from '../gallery.ts';
import type { RowTable } from '../rows/rowTable.ts';
import type { ListGallery } from './listGallery.ts';

/** Rows compared in one go: about a millisecond, as to put them. */
const ROWS_PER_TURN = 256;
/** Marks looked at in one go. */
const MARKS_PER_TURN = 20_000;
/** The log keeps 1000 versions: a list may change that often between two readings. */
const LOG_READ_MS = 500;
/** Descriptors that may change while a list is compared. */
const MOST_TOUCHED = 100_000;
/** A list that is reloaded, or changes too much, each time that it is compared is given up. */
const MAX_TRIES = 3;

export interface ListAuditParts {
  readonly gallery: Pick<ListGallery, 'listId' | 'modelId' | 'moment'>;
  /** Works with the rows. In between they may be put out: a search of another list needs the room more. */
  readonly look: ListGallery['look'];
  readonly feed: GalleryFeed;
  /** Brings the rows to what is committed; false when the list is gone, or was put out. */
  readonly bringUpToDate: () => Promise<boolean>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Compares the rows of a list with the database, which goes on changing: what the change log names between the beginning and
 * the end is left out, and everything else must be the same on both sides at both moments.
 * @returns undefined when the list is gone, or was put out
 * @throws what the signal is aborted with, Unavailable
 */
export async function auditList(parts: ListAuditParts): Promise<ListAudit | undefined> {
  const { gallery, look, bringUpToDate, signal } = parts;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    signal?.throwIfAborted();
    if (!(await bringUpToDate())) return undefined;
    const found = await compare(parts);
    if (found) return found;
  }
  const rows = (await look(async (table) => table.count)) ?? 0;
  return { ...namesOf(gallery), state: 'unsettled', rows, stale: 0, missing: 0, ghosts: 0 };
}

/** There are no rows any more: to read on is of no use. */
class RowsAreGone extends Error {}

/** Undefined when the rows were reloaded or evicted in between, or the log does not tell all that changed. */
async function compare({ gallery, look, feed, signal }: ListAuditParts): Promise<ListAudit | undefined> {
  const from = await look(async (table) => {
    table.beginCheck();
    return gallery.moment;
  });
  if (!from) return undefined;
  try {
    const touched = new TouchedDescriptors(feed, gallery, from);
    const stale: DescriptorId[] = [];
    const missing: DescriptorId[] = [];
    const onBatch = async (batch: readonly StoredVector[]) => {
      signal?.throwIfAborted();
      const ours = batch.filter((row) => isComparable(row, { modelId: gallery.modelId }));
      if (!(await look((table) => checkRows(table, ours, stale, missing)))) throw new RowsAreGone();
      await touched.keepUp();
    };
    const loaded = await feed.load(gallery.listId, onBatch, 'beside');
    if (!loaded) return undefined;
    const left = await look(collectUnchecked);
    // Last: it reaches beyond the rows' moment, and beyond that of each batch.
    if (!left || !(await touched.readToEnd())) return undefined;
    const differing = {
      stale: touched.without(stale),
      missing: touched.without(missing),
      ghosts: touched.without(left.ghosts),
    };
    const differs = differing.stale + differing.missing + differing.ghosts > 0;
    return { ...namesOf(gallery), state: differs ? 'differs' : 'ok', rows: left.rows, ...differing };
  } catch (error) {
    if (error instanceof RowsAreGone) return undefined;
    throw error;
  } finally {
    await look(async (table) => table.endCheck());
  }
}

async function checkRows(
  table: RowTable,
  rows: readonly StoredVector[],
  stale: DescriptorId[],
  missing: DescriptorId[],
): Promise<true> {
  const pace = new EventLoopYielder(ROWS_PER_TURN);
  for (const row of rows) {
    const found = table.check(row);
    if (found === 'differs') stale.push(row.descriptorId);
    if (found === 'missing') missing.push(row.descriptorId);
    if (pace.step()) await pace.pause();
  }
  return true;
}

async function collectUnchecked(table: RowTable): Promise<{ rows: number; ghosts: DescriptorId[] } | undefined> {
  const unchecked = table.unchecked();
  if (!unchecked) return undefined;
  const ghosts: DescriptorId[] = [];
  const pace = new EventLoopYielder(MARKS_PER_TURN);
  for (const id of unchecked) {
    if (id) ghosts.push(id);
    if (pace.step()) await pace.pause();
  }
  return { rows: table.count, ghosts };
}

/** What the change log of a list names after a moment. */
class TouchedDescriptors {
  readonly #feed: GalleryFeed;
  readonly #gallery: ListAuditParts['gallery'];
  readonly #ids = new Set<DescriptorId>();
  #moment: ListVersion;
  #readAt = performance.now();
  #complete = true;

  constructor(feed: GalleryFeed, gallery: ListAuditParts['gallery'], from: ListVersion) {
    this.#feed = feed;
    this.#gallery = gallery;
    this.#moment = from;
  }

  /** Reads on before the log is trimmed. */
  async keepUp(): Promise<void> {
    if (performance.now() - this.#readAt >= LOG_READ_MS) await this.#read();
  }

  /** False when something that changed is not known. */
  async readToEnd(): Promise<boolean> {
    await this.#read();
    return this.#complete;
  }

  without(ids: readonly DescriptorId[]): number {
    return ids.reduce((count, id) => (this.#ids.has(id) ? count : count + 1), 0);
  }

  async #read(): Promise<void> {
    if (!this.#complete) return;
    const { changes, complete } = await this.#feed.changesAfter(this.#gallery.listId, this.#moment);
    for (const { descriptorId } of changes) this.#ids.add(descriptorId);
    this.#moment = changes.at(-1) ?? this.#moment;
    this.#complete = complete && this.#ids.size <= MOST_TOUCHED;
    this.#readAt = performance.now();
  }
}

function namesOf({ listId, modelId }: ListAuditParts['gallery']) {
  return { listId, modelId };
}
