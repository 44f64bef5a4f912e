import { Unavailable } from '../domain/errors.ts';
import type { DescriptorId } from '../domain/ids.ts';
import type { PortraitKind, PortraitPlace } from '../store/ports/portraits.ts';
import type { PortraitEntry, PortraitStore, RemovedImages, StoredPortrait } from './portraitStore.ts';

/** How long a node relies on what it knows of the place before it asks the database again. */
export const PLACE_AGE_MS = 5000;

const KINDS = ['files', 's3', 'database'] as const satisfies readonly PortraitKind[];

export interface SharedPortraitsParts {
  readonly places: Readonly<Record<PortraitKind, PortraitStore>>;
  /** Where portraits are now, by the database. */
  readonly readPlace: () => Promise<PortraitPlace>;
  /** Whether this node's folder, or its bucket, is the one that the place names. */
  readonly isHere: (kind: PortraitKind, place: PortraitPlace) => Promise<boolean>;
  readonly maxAgeMs: number;
  /** Told once of each change of the place. */
  readonly onChange: (place: PortraitPlace) => void;
}

/**
 * The portraits of all nodes, in files, in the database or in a bucket, also while they are moved from one to the other: new ones go to
 * the new place, reads fall back to the old one, deletions reach both. A change of the place is seen without a restart.
 */
export class SharedPortraitStore implements PortraitStore {
  readonly #parts: SharedPortraitsParts;
  #place: PortraitPlace | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<PortraitPlace> | undefined;

  constructor(parts: SharedPortraitsParts) {
    this.#parts = parts;
  }

  async put(descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void> {
    let { kind } = await this.#where();
    for (;;) {
      await (await this.#store(kind)).put(descriptorId, portrait);
      // Who moves portraits waits until every node must know of it; a put that took longer than that looks again.
      if (this.#isFresh()) return;
      const before = kind;
      ({ kind } = await this.#where());
      if (kind === before) return;
      await (await this.#store(kind)).put(descriptorId, portrait);
      await (await this.#store(before)).delete([descriptorId]);
    }
  }

  get(descriptorId: DescriptorId): Promise<Uint8Array | undefined> {
    return this.#find((store) => store.get(descriptorId));
  }

  getThumbnail(descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined> {
    return this.#find((store) => store.getThumbnail(descriptorId, side));
  }

  getAll(descriptorId: DescriptorId): Promise<StoredPortrait | undefined> {
    return this.#find((store) => store.getAll(descriptorId));
  }

  async delete(descriptorIds: readonly DescriptorId[]): Promise<RemovedImages> {
    let portraits = 0;
    let thumbnails = 0;
    let missing = descriptorIds;
    for (const store of await this.#reachable()) {
      const removed = await store.delete(descriptorIds);
      const lacking = new Set(removed.missing);
      thumbnails += removed.thumbnails;
      // Of a portrait that is being moved both copies go, and one is counted.
      const before = missing.length;
      missing = missing.filter((id) => lacking.has(id));
      portraits += before - missing.length;
    }
    return { portraits, thumbnails, missing };
  }

  async page(range: { after?: DescriptorId | undefined; limit: number }): Promise<readonly PortraitEntry[]> {
    const found = new Map<DescriptorId, PortraitEntry>();
    for (const store of await this.#reachable()) {
      for (const entry of await store.page(range)) {
        const other = found.get(entry.descriptorId);
        if (!other || other.writtenAt < entry.writtenAt) found.set(entry.descriptorId, entry);
      }
    }
    const inOrder = [...found.values()].sort((one, other) => (one.descriptorId < other.descriptorId ? -1 : 1));
    return inOrder.slice(0, range.limit);
  }

  async probeWrite(): Promise<void> {
    const { kind } = await this.#where();
    await (await this.#store(kind)).probeWrite();
  }

  async sweepUnfinished(untouchedSince: Date): Promise<number> {
    let swept = 0;
    for (const store of await this.#reachable()) swept += await store.sweepUnfinished(untouchedSince);
    return swept;
  }

  async #find<Found>(read: (store: PortraitStore) => Promise<Found | undefined>): Promise<Found | undefined> {
    const place = await this.#where();
    const found = await this.#findAt(place, read);
    if (found !== undefined) return found;
    // Rare: the caller knows that there is a portrait. It may have been moved since this node looked.
    const now = await this.#refresh();
    if (now.kind === place.kind && now.movingFrom === place.movingFrom) return undefined;
    return this.#findAt(now, read);
  }

  async #findAt<Found>(
    { kind, movingFrom }: PortraitPlace,
    read: (store: PortraitStore) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const store = await this.#store(kind);
    const found = await read(store);
    if (found !== undefined || !movingFrom) return found;
    // Once more, as it may have been moved in between.
    return (await read(await this.#store(movingFrom))) ?? read(store);
  }

  /** Also a place that was left, where something may lie that a crash has left over. */
  async #reachable(): Promise<readonly PortraitStore[]> {
    const place = await this.#where();
    const reachable: PortraitStore[] = [];
    for (const kind of KINDS) {
      const isNeeded = kind === place.kind || kind === place.movingFrom;
      if (isNeeded) reachable.push(await this.#store(kind));
      else if (await this.#parts.isHere(kind, place)) reachable.push(this.#parts.places[kind]);
    }
    return reachable;
  }

  async #store(kind: PortraitKind): Promise<PortraitStore> {
    if (await this.#parts.isHere(kind, await this.#where())) return this.#parts.places[kind];
    throw new Unavailable(kind === 's3' ? 'the bucket of portraits' : 'the folder of portraits');
  }

  #isFresh(): boolean {
    return performance.now() - this.#readAt < this.#parts.maxAgeMs;
  }

  async #where(): Promise<PortraitPlace> {
    return this.#place && this.#isFresh() ? this.#place : this.#refresh();
  }

  #refresh(): Promise<PortraitPlace> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read(): Promise<PortraitPlace> {
    const asked = performance.now();
    const place = await this.#parts.readPlace();
    const before = this.#place;
    this.#place = place;
    this.#readAt = asked;
    if (before && (before.kind !== place.kind || before.movingFrom !== place.movingFrom)) this.#parts.onChange(place);
    return place;
  }
}
