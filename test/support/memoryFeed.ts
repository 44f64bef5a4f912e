import type { ListKind } from '../../src/domain/errors.ts';
import type { DescriptorId, ListId, PersonId } from '../../src/domain/ids.ts';
import type { GalleryFeed, ListChange, ListVersion, StoredVector } from '../../src/store/lists/listFeed.ts';

interface FeedList {
  readonly kind: ListKind;
  version: number;
  stamp: number;
  /** Of every version that the list went through. */
  stamps: number[];
  readonly members: Set<DescriptorId>;
  changes: ListChange[];
}

/** What the gallery reads of a database, kept in memory and committed at once; counts how it is asked. */
export class MemoryFeed implements GalleryFeed {
  readonly #lists = new Map<ListId, FeedList>();
  #stamp = 0;
  readonly #vectors = new Map<DescriptorId, StoredVector>();
  readonly calls = { version: 0, versions: 0, changesAfter: 0, load: 0, vectors: 0, vectorsOfPersons: 0 };
  batchSize = 100;
  /** Runs before the vectors of a question are read: what another writer does in between. */
  beforeVectors: (() => void) | undefined;
  /** Runs after a version was read. */
  afterVersion: (() => void) | undefined;
  /** Runs after each batch of a load. */
  duringLoad: (() => void | Promise<void>) | undefined;

  createList(listId: ListId, kind: ListKind = 'persons'): void {
    this.#lists.set(listId, { kind, version: 0, stamp: 0, stamps: [0], members: new Set(), changes: [] });
  }

  deleteList(listId: ListId): void {
    this.#lists.delete(listId);
  }

  store(vector: StoredVector): void {
    this.#vectors.set(vector.descriptorId, vector);
  }

  forget(descriptorId: DescriptorId): void {
    this.#vectors.delete(descriptorId);
  }

  /** One transaction: a new version of the list. */
  change(listId: ListId, { add = [], remove = [] }: { add?: DescriptorId[]; remove?: DescriptorId[] }): void {
    const list = this.#list(listId);
    list.version++;
    list.stamp = ++this.#stamp;
    list.stamps[list.version] = list.stamp;
    const moment = { version: list.version, stamp: list.stamp };
    for (const descriptorId of remove) {
      list.members.delete(descriptorId);
      list.changes.push({ ...moment, descriptorId, operation: 'remove' });
    }
    for (const descriptorId of add) {
      list.members.add(descriptorId);
      list.changes.push({ ...moment, descriptorId, operation: 'add' });
    }
  }

  /** What no writer of the service does: members that come and go without a version. */
  changeUnlogged(
    listId: ListId,
    { add = [], remove = [] }: { add?: readonly DescriptorId[]; remove?: readonly DescriptorId[] },
  ): void {
    const { members } = this.#list(listId);
    for (const descriptorId of remove) members.delete(descriptorId);
    for (const descriptorId of add) members.add(descriptorId);
  }

  trimLog(listId: ListId): void {
    this.#list(listId).changes = [];
  }

  /** A fail-over to a server that never had the last commits. */
  loseCommits(listId: ListId, version: number, members: Iterable<DescriptorId>): void {
    const list = this.#list(listId);
    const changes = list.changes.filter((change) => change.version <= version);
    const stamps = list.stamps.slice(0, version + 1);
    this.#lists.set(listId, {
      ...list,
      version,
      stamps,
      stamp: stamps[version] ?? 0,
      members: new Set(members),
      changes,
    });
  }

  /** What a search over the list must find. */
  rows(listId: ListId): StoredVector[] {
    return [...(this.#lists.get(listId)?.members ?? [])].flatMap((id) => this.#vectors.get(id) ?? []);
  }

  async version(listId: ListId) {
    this.calls.version++;
    await Promise.resolve();
    const list = this.#lists.get(listId);
    const head = list && { kind: list.kind, version: list.version, stamp: list.stamp };
    this.afterVersion?.();
    return head;
  }

  async versions(listIds: readonly ListId[]) {
    this.calls.versions++;
    await Promise.resolve();
    return new Map(
      listIds.flatMap((listId) => {
        const list = this.#lists.get(listId);
        return list ? [[listId, { version: list.version, stamp: list.stamp }] as const] : [];
      }),
    );
  }

  async changesAfter(listId: ListId, { version, stamp }: ListVersion) {
    this.calls.changesAfter++;
    await Promise.resolve();
    const list = this.#lists.get(listId);
    const changes = (list?.changes ?? []).filter((change) => change.version > version);
    return {
      changes,
      complete: list?.stamps[version] === stamp && (version === list.version || changes[0]?.version === version + 1),
    };
  }

  async load(listId: ListId, onBatch: (batch: readonly StoredVector[]) => Promise<void> | void) {
    this.calls.load++;
    await Promise.resolve();
    const list = this.#lists.get(listId);
    if (!list) return undefined;
    const head = { kind: list.kind, version: list.version, stamp: list.stamp };
    const rows = this.rows(listId);
    for (let from = 0; from < rows.length; from += this.batchSize) {
      await onBatch(rows.slice(from, from + this.batchSize));
      await this.duringLoad?.();
    }
    return head;
  }

  async vectors(descriptorIds: readonly DescriptorId[]) {
    this.calls.vectors++;
    await Promise.resolve();
    this.beforeVectors?.();
    return descriptorIds.flatMap((id) => this.#vectors.get(id) ?? []);
  }

  async vectorsOfPersons(personIds: readonly PersonId[]) {
    this.calls.vectorsOfPersons++;
    await Promise.resolve();
    const owners = new Set(personIds);
    return [...this.#vectors.values()].filter(({ personId }) => personId !== null && owners.has(personId));
  }

  async recentLists(limit: number) {
    return [...this.#lists.keys()].toReversed().slice(0, limit);
  }

  #list(listId: ListId): FeedList {
    const list = this.#lists.get(listId);
    if (!list) throw new Error(`no list ${listId}`);
    return list;
  }
}
