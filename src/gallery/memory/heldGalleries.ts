import type { VectorSpace } from '../../domain/comparable.ts';
import type { ListId } from '../../domain/ids.ts';
import type { ListGallery } from './listGallery.ts';
import { GalleryTooSmall } from './memoryBudget.ts';
import { Releases } from './releases.ts';

/** A gallery, and what it is known by: list, model and length. */
export interface HeldGallery {
  readonly key: string;
  readonly gallery: ListGallery;
}

/** Which galleries there are, loaded or not, and which of them are in use; the others make room when memory is short. */
export class HeldGalleries {
  readonly #create: (listId: ListId, space: VectorSpace) => ListGallery;
  /** Longest unused first. */
  readonly #galleries = new Map<string, ListGallery>();
  /** Those with users, also of lists that are gone. */
  readonly #inUse = new Set<ListGallery>();
  readonly #releases = new Releases();

  constructor(create: (listId: ListId, space: VectorSpace) => ListGallery) {
    this.#create = create;
  }

  get all(): readonly HeldGallery[] {
    return [...this.#galleries].map(([key, gallery]) => ({ key, gallery }));
  }

  /** Not evicted, and its list is not gone. */
  has({ key, gallery }: HeldGallery): boolean {
    return this.#galleries.get(key) === gallery;
  }

  /** The gallery of a list, loaded or not; its memory stays until `release`. */
  open(listId: ListId, space: VectorSpace): HeldGallery {
    const key = `${listId} ${space.modelId} ${space.dimension}`;
    const gallery = this.#galleries.get(key) ?? this.#create(listId, space);
    // Behind all others.
    this.#galleries.delete(key);
    this.#galleries.set(key, gallery);
    this.#hold(gallery);
    return { key, gallery };
  }

  release({ key, gallery }: HeldGallery): void {
    gallery.users--;
    if (gallery.users > 0) return;
    this.#inUse.delete(gallery);
    // Of a list that is gone: the last one out gives the memory back.
    if (this.#galleries.get(key) !== gallery) gallery.evict();
    this.#releases.tell();
  }

  /** Keeps the memory of a gallery until then. */
  async using<Result>(held: HeldGallery, work: () => Promise<Result>): Promise<Result> {
    this.#hold(held.gallery);
    try {
      return await work();
    } finally {
      this.release(held);
    }
  }

  /** Its list is gone. */
  forget({ key }: HeldGallery): void {
    this.#galleries.delete(key);
  }

  /** Resolves when one is released, or after `ms`. */
  nextRelease(ms: number): Promise<void> {
    return this.#releases.next(ms);
  }

  /** Evicts the one that was unused for longest. @throws GalleryTooSmall when every list is in use */
  makeRoom(limitBytes: number): true {
    for (const [key, gallery] of this.#galleries) {
      if (gallery.users > 0) continue;
      this.#galleries.delete(key);
      gallery.evict();
      return true;
    }
    // Now, not when the error arrives: who was in use may be done by then, and what fits be taken for too large.
    throw new GalleryTooSmall(limitBytes, this.#inUse.size <= 1);
  }

  #hold(gallery: ListGallery): void {
    gallery.users++;
    this.#inUse.add(gallery);
  }
}
