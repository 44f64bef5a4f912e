import type { ListKind } from '../../../../src/domain/errors.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../../../src/domain/ids.ts';
import { createClock } from '../../../../src/domain/time.ts';
import type { Stores } from '../../../../src/store/store.ts';

export const clock = createClock('UTC');

export async function anAccount(store: Stores): Promise<AccountId> {
  const accountId = newId<AccountId>();
  await store.accounts.create({
    accountId,
    email: `${accountId}@example.org`,
    organizationName: 'Example',
    passwordHash: 'hash',
    active: true,
    createTime: clock(),
  });
  return accountId;
}

export async function aPerson(
  store: Stores,
  accountId: AccountId,
  { userData = '', externalId = null }: { userData?: string; externalId?: string | null } = {},
): Promise<PersonId> {
  const personId = newId<PersonId>();
  await store.persons.create(accountId, { personId, userData, externalId, createTime: clock() });
  return personId;
}

export async function persons(store: Stores, accountId: AccountId, count: number): Promise<PersonId[]> {
  return Promise.all(Array.from({ length: count }, () => aPerson(store, accountId)));
}

/** Descriptors with vectors of their own; the first number of a vector is the descriptor's place. */
export async function descriptors(store: Stores, accountId: AccountId, count: number): Promise<DescriptorId[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    descriptorId: newId<DescriptorId>(),
    createTime: clock(),
    modelId: 'model',
    vector: Float32Array.of(index, Math.PI, -0, 1e-42),
    hasPortrait: index % 2 === 0,
  }));
  await store.descriptors.createMany(accountId, rows);
  return rows.map(({ descriptorId }) => descriptorId);
}

export async function aDescriptor(store: Stores, accountId: AccountId): Promise<DescriptorId> {
  const [descriptorId] = await descriptors(store, accountId, 1);
  return descriptorId as DescriptorId;
}

export async function aList(store: Stores, accountId: AccountId, kind: ListKind = 'persons'): Promise<ListId> {
  const listId = newId<ListId>();
  await store.lists.create(accountId, { listId, kind, listData: '', createTime: clock() });
  return listId;
}

/** Where every list begins. */
export const START = { version: 0, stamp: 0 };
