import type { StoreContext } from '../ports/dialect.ts';
import { isSeen } from './vectors.ts';

/** Which models made the descriptors, over all accounts. */
export interface DescriptorModelStore {
  /** The models in the order of their names, one after the other: the next behind that one; undefined behind the last. */
  next(after: string | undefined): Promise<string | undefined>;
  count(modelId: string): Promise<number>;
  /** Of the descriptors of a model, those that a node which works in the other one cannot see. */
  countUnseen(modelId: string, workingModel: string): Promise<number>;
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

    async countUnseen(modelId, workingModel) {
      const { count } = await db
        .selectFrom('descriptor')
        .leftJoin('descriptor_vector', (join) => join.on(isSeen({ workingModel: { id: workingModel } })))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('descriptor.model_id', '=', modelId)
        .where('descriptor_vector.model_id', 'is', null)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}
