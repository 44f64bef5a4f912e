import type { Store } from '../../store/store.ts';

/** Descriptors of other models by the model, those in use excepted. */
export type ModelCounts = Readonly<Record<string, number>>;

export interface OtherModels {
  /** As it was at the last look; undefined when there are none. */
  readonly counts: ModelCounts | undefined;
  look(): Promise<ModelCounts | undefined>;
}

/** Descriptors that no search finds, since another model made them than the one in use: `EMBEDDER` was changed. */
export function createOtherModels(store: Pick<Store, 'descriptorModels'>, modelId: string): OtherModels {
  const { descriptorModels } = store;
  let counts: ModelCounts | undefined;
  return {
    get counts() {
      return counts;
    },
    async look() {
      const found: Record<string, number> = {};
      let each = await descriptorModels.next(undefined);
      for (; each !== undefined; each = await descriptorModels.next(each)) {
        if (each === modelId) continue;
        const count = await descriptorModels.countUnseen(each, modelId);
        if (count > 0) found[each] = count;
      }
      counts = Object.keys(found).length > 0 ? found : undefined;
      return counts;
    },
  };
}
