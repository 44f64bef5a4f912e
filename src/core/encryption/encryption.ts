import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../domain/errors.ts';
import type { OpenPortraits } from '../../portraits/openPortraits.ts';
import type { PortraitStore } from '../../portraits/portraitStore.ts';
import type { BlobForm } from '../../store/ports/encryption/encryptionStore.ts';
import { MODE_AGE_MS } from '../../store/ports/encryption/modeAge.ts';
import type { EncryptionMode, Sealer } from '../../store/ports/encryption/sealing.ts';
import type { Store } from '../../store/store.ts';
import { changeFiles, changeImages, changeVectors, type Left } from './changeForms.ts';
import { PacedRun, type SealProgress } from './pacedRun.ts';

/** New faces of a node that was frozen may need a second pass. */
const MOST_PASSES = 5;
const ACCOUNTS_NAMED = 100;

export interface SealReport extends Left {
  readonly mode: EncryptionMode;
  /** Vectors and images that were changed. */
  readonly changed: number;
}

export interface EncryptionStatus {
  /** Of new faces; null: not decided yet, and they are stored plain. */
  readonly mode: EncryptionMode | null;
  /** Names of the master keys of this process, the active one first; empty: no keys are set. */
  readonly keyRing: readonly string[];
  /** Master keys that wrap keys of accounts, with how many. */
  readonly masterKeys: ReadonlyMap<string, number>;
  readonly vectors: Readonly<Record<BlobForm, number>>;
  /** In the database. */
  readonly images: Readonly<Record<BlobForm, number>>;
  /** Accounts whose sealed data cannot be read: the first hundred. */
  readonly unreadableAccounts: readonly string[];
}

/** Nothing was changed, or the same call continues later. */
export class EncryptionRefused extends Refused {}

/** Sealing an installation that is there, unsealing it, and its keys. */
export interface Encryption {
  status(): Promise<EncryptionStatus>;
  /**
   * Says how new faces are stored, and brings all others into that form, while nodes serve. Broken off, the same call goes on.
   * @param perSecond vectors and images at most
   * @throws EncryptionRefused, Unavailable; the reason of the signal
   */
  change(
    to: EncryptionMode,
    options: { readonly perSecond: number; readonly rewrite: boolean },
    signal: AbortSignal,
    onProgress: (progress: SealProgress) => void,
  ): Promise<SealReport>;
  /** @returns keys of accounts that were wrapped again @throws EncryptionRefused; the reason of the signal */
  rotate(signal: AbortSignal): Promise<number>;
}

export interface EncryptionParts {
  readonly store: Pick<Store, 'encryption' | 'garbage' | 'sealer' | 'portraitPlace' | 'modelVectors' | 'rewriteFiles'>;
  readonly portraits: Pick<OpenPortraits, 'files' | 's3'>;
  /** Shorter for tests. */
  readonly modeAgeMs?: number;
}

export function createEncryption({ store, portraits, modeAgeMs = MODE_AGE_MS }: EncryptionParts): Encryption {
  const { encryption } = store;

  function sealerOf(): Sealer {
    if (store.sealer) return store.sealer;
    throw new EncryptionRefused('there are no keys: set ENCRYPTION_KEYS_FILE or ENCRYPTION_KEYS_COMMAND');
  }

  /** What keeps portraits outside of the database; undefined: nothing does. */
  async function blobsOutside(): Promise<PortraitStore | undefined> {
    const place = await store.portraitPlace.find();
    if (place?.movingFrom) {
      throw new EncryptionRefused('portraits are being moved: let luna-backport3 portraits move end first');
    }
    return place && place.kind !== 'database' ? portraits[place.kind] : undefined;
  }

  /** This run does not change vectors beside rows: they stay sealed or plain, as they were stored. */
  async function refuseTwoModels(): Promise<void> {
    if ((await store.modelVectors.counts()).length === 0) return;
    throw new EncryptionRefused(
      'faces have vectors of two models: end the move to another embedder with luna-backport3 models forget first',
    );
  }

  return {
    async status() {
      return {
        mode: (await encryption.mode()) ?? null,
        keyRing: store.sealer?.keyRing ?? [],
        masterKeys: await encryption.masterKeys(),
        vectors: await encryption.countVectors(),
        images: await encryption.countImages(),
        unreadableAccounts: await encryption.unreadableAccounts(ACCOUNTS_NAMED),
      };
    },

    async change(to, { perSecond, rewrite }, signal, onProgress) {
      const sealer = sealerOf();
      const files = await blobsOutside();
      await refuseTwoModels();
      await encryption.setMode(to);
      // A node that does not know of it yet still stores the other form.
      await pause(2 * modeAgeMs, undefined, { signal });
      const from = to === 'sealed' ? 'plain' : 'sealed';
      const total = (await encryption.countVectors())[from] + (await encryption.countImages())[from];
      const run = new PacedRun({ perSecond, total }, signal, onProgress);
      const parts = { store, sealer };
      let left: Left = { orphans: 0, unreadable: 0 };
      for (let pass = 0; pass < MOST_PASSES; pass++) {
        const before = run.changed;
        left = { orphans: 0, unreadable: 0 };
        await changeVectors(parts, to, run, left);
        await changeImages(parts, to, run, left);
        if (files) await changeFiles({ ...parts, files }, to, run, left);
        if (run.changed === before) break;
      }
      // A move that began meanwhile may have put a vector aside before this run reached it.
      await refuseTwoModels();
      // Without what it was for, a key only keeps the master keys from being taken away.
      if (to === 'plain' && left.unreadable === 0) await encryption.removeKeys();
      if (rewrite) await store.rewriteFiles?.();
      return { mode: to, changed: run.changed, ...left };
    },

    // Async, so that a refusal is one of the promise.
    rotate: async (signal) => sealerOf().rotate(signal),
  };
}
