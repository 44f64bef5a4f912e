import type { AccountId, DescriptorId } from '../../domain/ids.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { StoredPortrait } from '../../portraits/portraitStore.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';
import type { Store } from '../../store/store.ts';

export type { StoredPortrait };

export interface MovedFace extends Pick<StoredVector, 'descriptorId' | 'modelId' | 'vector'> {
  readonly portrait: StoredPortrait | undefined;
}

/** Faces of an account as they leave for another installation; unknown ids are absent. */
export async function readFaces(
  { store, portraits }: { readonly store: Store; readonly portraits: Pick<AccountPortraits, 'getAll'> },
  accountId: AccountId,
  descriptorIds: readonly DescriptorId[],
  withPortraits: boolean,
): Promise<readonly MovedFace[]> {
  const vectors = await store.descriptors.vectors(accountId, descriptorIds);
  return Promise.all(
    vectors.map(async ({ descriptorId, modelId, vector }) => ({
      descriptorId,
      modelId,
      vector,
      portrait: withPortraits ? await portraits.getAll(accountId, descriptorId) : undefined,
    })),
  );
}
