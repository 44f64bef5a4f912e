import type { StoreContext } from '../ports/dialect.ts';

/** Which models made the descriptors, over all accounts. */
export interface DescriptorModelStore {
  /** The models in the order of their names, one after the other: the next behind that one; undefined behind the last. */
  next(after: string | undefined): Promise<string | undefined>;
  count(modelId: string): Promise<number>;
}

export function createDescriptorModelStore({ db }: StoreContext): DescriptorModelStore {
  return {
    async next(after) {
      // Steps from one model to the next in the index; DISTINCT would read an entry for each row.
      const row = await db
        .selectFrom('descriptor')
        .select('model_id')
        .$if(after !== undefined, (query) => query.where('model_id', '>', after ?? ''))
        .orderBy('model_id')
        .limit(1)
        .executeTakeFirst();
      return row?.model_id;
    },

    async count(modelId) {
      const { count } = await db
        .selectFrom('descriptor')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('model_id', '=', modelId)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
