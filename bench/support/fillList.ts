import { type DescriptorId, type ListId, newId, type PersonId } from '../../src/domain/ids.ts';
import { createClock } from '../../src/domain/time.ts';
import type { Store, Stores } from '../../src/store/store.ts';
import { createFaceSet } from './gallery/faceSet.ts';

export interface FilledList {
  readonly listId: ListId;
  /** One of the descriptors, to search with. */
  readonly descriptorId: DescriptorId;
}

const BATCH = 1000;
const DIMENSION = 512;
const clock = createClock('UTC');

/**
 * A persons list with one descriptor a person, written through the store: over HTTP it would take an hour.
 * @param putPortrait makes the portrait of each descriptor; without it they have none
 */
export async function fillList(
  store: Store,
  email: string,
  modelId: string,
  size: number,
  putPortrait?: (descriptorId: DescriptorId) => Promise<void>,
): Promise<FilledList> {
  const account = await store.accounts.findByEmail(email);
  if (!account) throw new Error(`no account ${email}`);
  const { accountId } = account;
  const faces = createFaceSet(size, DIMENSION, 1);
  const listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind: 'persons', listData: `${size}`, createTime: clock() });

  let descriptorId = newId<DescriptorId>();
  const addBatch = async (tx: Stores, from: number, to: number) => {
    const rows = Array.from({ length: to - from }, (_, index) => ({
      descriptorId: newId<DescriptorId>(),
      personId: newId<PersonId>(),
      vector: faces.vectors.subarray((from + index) * DIMENSION, (from + index + 1) * DIMENSION),
    }));
    await tx.descriptors.createMany(
      accountId,
      rows.map((row) => ({ ...row, createTime: clock(), modelId, hasPortrait: putPortrait !== undefined })),
    );
    for (const row of rows) {
      await tx.persons.create(accountId, { ...row, userData: 'bench', externalId: null, createTime: clock() });
      await tx.persons.linkDescriptor(accountId, row.personId, row.descriptorId, clock());
    }
    await tx.lists.linkPersons(
      accountId,
      listId,
      rows.map(({ personId }) => personId),
    );
    await tx.lists.recordChange([listId], { add: rows.map((row) => row.descriptorId) });
    if (putPortrait) await Promise.all(rows.map((row) => putPortrait(row.descriptorId)));
    descriptorId = rows[0]?.descriptorId ?? descriptorId;
  };
  for (let from = 0; from < size; from += BATCH) {
    await store.transaction((tx) => addBatch(tx, from, Math.min(size, from + BATCH)));
  }
  return { listId, descriptorId };
}
