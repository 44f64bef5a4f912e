import type { VectorSpace } from '../../domain/comparable.ts';
import type { ListId } from '../../domain/ids.ts';
import type { Gallery } from '../gallery.ts';

export interface PrewarmedGallery extends Gallery {
  readonly audit: NonNullable<Gallery['audit']>;
  /**
   * Loads lists before anybody searches them, in this order, as long as memory lasts. A list that is gone is passed over;
   * what cannot be loaded now is loaded by its first search, so a failure is logged and not thrown.
   * @returns how many lists are ready
   */
  prewarm(listIds: readonly ListId[], space: VectorSpace): Promise<number>;
  /**
   * Brings the lists in memory to what is committed, before anybody searches them: one question for all, then the change
   * logs of those that are behind. A list that must be reloaded is loaded in the background, one at a time.
   * @param listIds default: all
   * @throws Unavailable
   */
  catchUp(listIds?: ReadonlySet<ListId>): Promise<void>;
}
