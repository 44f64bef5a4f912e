import type { AccountId, DescriptorId } from '../domain/ids.ts';
import { isSealedImage, SealedWithoutKeys } from '../store/encryption/sealedForm.ts';
import type { Sealer } from '../store/ports/encryption/sealing.ts';
import type { PortraitStore, StoredPortrait } from './portraitStore.ts';
import { WHOLE_IMAGE } from './wholeImage.ts';

/** The portraits of accounts: images are sealed on their way into the store, where that is on, and opened on their way out. */
export interface AccountPortraits {
  /** As `PortraitStore.put`. */
  put(accountId: AccountId, descriptorId: DescriptorId, portrait: StoredPortrait): Promise<void>;
  /** Undefined when there is none, or it cannot be opened any more. @throws SealedWithoutKeys */
  get(accountId: AccountId, descriptorId: DescriptorId): Promise<Uint8Array | undefined>;
  getThumbnail(accountId: AccountId, descriptorId: DescriptorId, side: number): Promise<Uint8Array | undefined>;
  /** What of it can be opened. */
  getAll(accountId: AccountId, descriptorId: DescriptorId): Promise<StoredPortrait | undefined>;
  delete: PortraitStore['delete'];
}

/** @param sealer undefined where no keys are set */
export function createAccountPortraits(store: PortraitStore, sealer: Sealer | undefined): AccountPortraits {
  const blobOf = (accountId: AccountId, descriptorId: DescriptorId, side: number, bytes: Uint8Array) => ({
    accountId,
    kind: `image/${side}` as const,
    descriptorId,
    bytes,
  });

  async function open(
    accountId: AccountId,
    descriptorId: DescriptorId,
    images: readonly (readonly [side: number, image: Uint8Array])[],
  ): Promise<readonly (Uint8Array | undefined)[]> {
    const stored = images.map(([, image]) => image);
    if (!stored.some(isSealedImage)) return stored;
    if (!sealer) throw new SealedWithoutKeys();
    return sealer.open(images.map(([side, image]) => blobOf(accountId, descriptorId, side, image)));
  }

  async function openOne(
    accountId: AccountId,
    descriptorId: DescriptorId,
    side: number,
    image: Uint8Array | undefined,
  ): Promise<Uint8Array | undefined> {
    return image && (await open(accountId, descriptorId, [[side, image]]))[0];
  }

  return {
    async put(accountId, descriptorId, portrait) {
      if (!sealer) return store.put(descriptorId, portrait);
      const images = imagesOf(portrait);
      const sealed = await sealer.seal(images.map(([side, image]) => blobOf(accountId, descriptorId, side, image)));
      await store.put(descriptorId, portraitOf(images.map(([side], index) => [side, sealed[index]])));
    },
    get: async (accountId, descriptorId) =>
      openOne(accountId, descriptorId, WHOLE_IMAGE, await store.get(descriptorId)),
    getThumbnail: async (accountId, descriptorId, side) =>
      openOne(accountId, descriptorId, side, await store.getThumbnail(descriptorId, side)),
    async getAll(accountId, descriptorId) {
      const stored = await store.getAll(descriptorId);
      if (!stored) return undefined;
      const images = imagesOf(stored);
      const opened = await open(accountId, descriptorId, images);
      const portrait = portraitOf(images.map(([side], index) => [side, opened[index]]));
      return portrait.image || portrait.thumbnails.size > 0 ? portrait : undefined;
    },
    delete: (descriptorIds) => store.delete(descriptorIds),
  };
}

/** By their sides. */
function imagesOf({ image, thumbnails }: StoredPortrait): readonly (readonly [number, Uint8Array])[] {
  return image ? [[WHOLE_IMAGE, image], ...thumbnails] : [...thumbnails];
}

function portraitOf(images: readonly (readonly [number, Uint8Array | undefined])[]): StoredPortrait {
  const there = new Map(images.flatMap(([side, image]) => (image ? [[side, image] as const] : [])));
  const image = there.get(WHOLE_IMAGE);
  there.delete(WHOLE_IMAGE);
  return { image, thumbnails: there };
}
