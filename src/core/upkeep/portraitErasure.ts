import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import { type Clock, secondsBefore } from '../../domain/time.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { Store } from '../../store/store.ts';

const BATCH = 1000;
/**
 * For this long a note belongs to the run that made it, to be counted in its receipt; after that the run is dead, and any other may take it.
 * A batch takes seconds.
 */
export const OWN_SECONDS = 600;

/** Missing portraits that a receipt names. */
export const MISSING_NAMED = 1000;

/** What became of noted portraits. */
export interface ErasedPortraits {
  /** Found and removed. */
  readonly portraits: number;
  readonly thumbnails: number;
  /** Descriptors whose row had a portrait, and no portrait was found. */
  readonly missing: number;
  /** The first of them. */
  readonly missingIds: readonly DescriptorId[];
  /** Could not be deleted; every later run tries them again. */
  readonly pending: number;
}

/** Deletes the images of portraits that were noted for erasure: after their rows, and after a crash by the next run. */
export interface PortraitErasure {
  /** What the caller has just noted. */
  finishNoted(descriptorIds: readonly DescriptorId[]): Promise<ErasedPortraits>;
  /** Everything noted for the account, by any run. */
  finishAccount(accountId: AccountId): Promise<ErasedPortraits>;
  /** What runs that died have left. @returns how many notes are still open: 0, unless the images could not be deleted */
  finish(): Promise<number>;
}

const NOTHING: ErasedPortraits = { portraits: 0, thumbnails: 0, missing: 0, missingIds: [], pending: 0 };

export function createPortraitErasure(parts: {
  readonly store: Pick<Store, 'erasure' | 'exclusive'>;
  readonly portraits: PortraitStore;
  readonly clock: Clock;
  readonly onFailed: (error: unknown) => void;
}): PortraitErasure {
  const { store, portraits, clock, onFailed } = parts;
  const started = clock();

  async function erase(descriptorIds: readonly DescriptorId[]): Promise<ErasedPortraits> {
    try {
      const { missing, ...removed } = await portraits.delete(descriptorIds);
      await store.erasure.portraitsErased(descriptorIds);
      return { ...removed, missing: missing.length, missingIds: missing, pending: 0 };
    } catch (error) {
      // The rows are gone and the notes stay: the next run tries the images again.
      onFailed(error);
      await store.erasure.leavePortraits(descriptorIds).catch(onFailed);
      return { ...NOTHING, pending: descriptorIds.length };
    }
  }

  async function eraseAll(next: () => Promise<readonly DescriptorId[]>): Promise<ErasedPortraits> {
    let sum = NOTHING;
    while (sum.pending === 0) {
      const noted = await next();
      if (noted.length === 0) break;
      sum = addErased(sum, await erase(noted));
    }
    return sum;
  }

  return {
    finishNoted(descriptorIds) {
      const batches: (readonly DescriptorId[])[] = [];
      for (let from = 0; from < descriptorIds.length; from += BATCH) {
        batches.push(descriptorIds.slice(from, from + BATCH));
      }
      return eraseAll(async () => batches.shift() ?? []);
    },
    finishAccount: (accountId) => eraseAll(() => store.erasure.pendingPortraits({ accountId, limit: BATCH })),
    async finish() {
      const notOwn = secondsBefore(clock(), OWN_SECONDS);
      // Without other processes, the run that made a note before this one began is dead.
      const notedBefore = store.exclusive && started > notOwn ? started : notOwn;
      const { pending } = await eraseAll(() => store.erasure.pendingPortraits({ notedBefore, limit: BATCH }));
      return pending;
    },
  };
}

/** The sum of both. */
export function addErased(one: ErasedPortraits, other: ErasedPortraits): ErasedPortraits {
  return {
    portraits: one.portraits + other.portraits,
    thumbnails: one.thumbnails + other.thumbnails,
    missing: one.missing + other.missing,
    missingIds: [...one.missingIds, ...other.missingIds].slice(0, MISSING_NAMED),
    pending: one.pending + other.pending,
  };
}
