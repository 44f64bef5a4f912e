import type { PortraitStore } from '../portraits/portraitStore.ts';
import type { Store } from '../store/store.ts';

const BATCH = 1000;

/** Deletes the files of portraits that were noted for erasure: after their rows, and after a crash on the next run. */
export interface PortraitErasure {
  /** @returns how many notes are still open: 0, unless the files could not be deleted */
  finish(): Promise<number>;
}

export function createPortraitErasure(parts: {
  readonly store: Pick<Store, 'erasure'>;
  readonly portraits: PortraitStore;
  readonly onFailed: (error: unknown) => void;
}): PortraitErasure {
  const { store, portraits, onFailed } = parts;
  return {
    async finish() {
      for (;;) {
        const noted = await store.erasure.pendingPortraits(BATCH);
        if (noted.length === 0) return 0;
        try {
          await portraits.delete(noted);
        } catch (error) {
          // The rows are gone and the notes stay: the next run tries the files again.
          onFailed(error);
          return noted.length;
        }
        await store.erasure.portraitsErased(noted);
      }
    },
  };
}
