import { type ArchiveRecord, encodeArchive } from '../../descriptorFormat/descriptorArchive.ts';
import { encodeDescriptor } from '../../descriptorFormat/descriptorFile.ts';
import { NotFound } from '../../domain/errors.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../domain/ids.ts';
import type { AccountPortraits } from '../../portraits/accountPortraits.ts';
import type { StoredVector } from '../../store/lists/listFeed.ts';
import type { Store } from '../../store/store.ts';

/** Descriptors on their way out, in the formats that `Descriptors.upload` takes (docs/developers/descriptor-format.md). */
export interface Exports {
  /** @throws NotFound('descriptor') */
  descriptor(accountId: AccountId, descriptorId: DescriptorId): Promise<Uint8Array>;
  /** An archive of all that the person owns, piece by piece. @throws NotFound('person') before the first piece */
  person(accountId: AccountId, personId: PersonId): Promise<AsyncIterable<Uint8Array>>;
  /**
   * An archive of all that a search over the list can find, piece by piece, each as the database is at that moment.
   * @throws NotFound('list') before the first piece
   */
  list(accountId: AccountId, listId: ListId): Promise<AsyncIterable<Uint8Array>>;
}

/** Vectors in memory at a time. */
const BATCH = 100;

export function createExports({
  store,
  portraits,
}: {
  store: Store;
  portraits: AccountPortraits | undefined;
}): Exports {
  async function* records(
    accountId: AccountId,
    batches: AsyncIterable<readonly StoredVector[]>,
  ): AsyncGenerator<ArchiveRecord> {
    for await (const batch of batches) {
      for (const { descriptorId, personId, modelId, vector } of batch) {
        yield {
          embedding: { modelId, vector },
          portrait: await portraits?.get(accountId, descriptorId),
          label: { descriptor_id: descriptorId, person_id: personId },
        };
      }
    }
  }

  async function* vectors(accountId: AccountId, descriptorIds: readonly DescriptorId[]) {
    for (let from = 0; from < descriptorIds.length; from += BATCH) {
      yield await store.descriptors.vectors(accountId, descriptorIds.slice(from, from + BATCH));
    }
  }

  return {
    async descriptor(accountId, descriptorId) {
      const [stored] = await store.descriptors.vectors(accountId, [descriptorId]);
      if (!stored) throw new NotFound('descriptor', 'target');
      return encodeDescriptor(stored);
    },
    async person(accountId, personId) {
      const existing = await store.persons.existing(accountId, [personId]);
      if (!existing.has(personId)) throw new NotFound('person', 'target');
      const descriptorIds = await store.persons.descriptorsOf(accountId, [personId]);
      return encodeArchive(records(accountId, vectors(accountId, descriptorIds)));
    },
    async list(accountId, listId) {
      const list = await store.lists.find(accountId, listId);
      if (!list) throw new NotFound('list', 'target');
      return encodeArchive(records(accountId, store.listReader.vectors(listId, list.kind)));
    },
  };
}
