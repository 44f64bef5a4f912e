import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson } from './support/rows.ts';

interface Owned {
  readonly accountId: AccountId;
  readonly personId: PersonId;
  readonly descriptorId: DescriptorId;
  readonly listId: ListId;
}

describe('what requests of several accounts ask in one turn', () => {
  let store: Store;
  let statements = 0;
  let owned: readonly Owned[];

  beforeAll(async () => {
    const onStatement = () => {
      statements++;
    };
    store = await openStore({ type: 'pglite', directory: 'memory', onStatement });
    owned = await Promise.all(
      (['persons', 'descriptors', 'persons'] as const).map(async (kind) => {
        const accountId = await anAccount(store);
        return {
          accountId,
          personId: await aPerson(store, accountId, { userData: accountId }),
          descriptorId: await aDescriptor(store, accountId),
          listId: await aList(store, accountId, kind),
        };
      }),
    );
  });
  afterAll(() => store.close());
  beforeEach(() => {
    statements = 0;
  });

  it('is one statement, and each gets its own', async () => {
    const vectors = await Promise.all(owned.map((its) => store.descriptors.vectors(its.accountId, [its.descriptorId])));
    expect(vectors.map(([vector]) => vector?.descriptorId)).toEqual(owned.map(({ descriptorId }) => descriptorId));
    expect(statements).toBe(1);
    const names = await Promise.all(owned.map((its) => store.persons.summaries(its.accountId, [its.personId])));
    expect(names).toEqual(
      owned.map(({ personId, accountId }) => new Map([[personId, { userData: accountId, externalId: null }]])),
    );
    expect(statements).toBe(2);
    const existing = await Promise.all(owned.map((its) => store.persons.existing(its.accountId, [its.personId])));
    expect(existing).toEqual(owned.map(({ personId }) => new Set([personId])));
    expect(statements).toBe(3);
    const found = await Promise.all(owned.map((its) => store.descriptors.find(its.accountId, its.descriptorId)));
    expect(found.map((each) => each?.descriptorId)).toEqual(owned.map(({ descriptorId }) => descriptorId));
    expect(statements).toBe(4);
  });

  it('is two statements for lists of both kinds', async () => {
    const lists = await Promise.all(owned.map((its) => store.lists.find(its.accountId, its.listId)));
    expect(lists.map((list) => [list?.listId, list?.kind])).toEqual([
      [owned[0]?.listId, 'persons'],
      [owned[1]?.listId, 'descriptors'],
      [owned[2]?.listId, 'persons'],
    ]);
    expect(statements).toBe(2);
  });

  it('shows nobody what is another’s', async () => {
    const strangers = owned.map((its, index) => ({
      its,
      accountId: owned[(index + 1) % owned.length]?.accountId as AccountId,
    }));
    const seen = await Promise.all(
      strangers.flatMap(({ accountId, its }) => [
        store.descriptors.vectors(accountId, [its.descriptorId]).then(({ length }) => length),
        store.persons.summaries(accountId, [its.personId]).then(({ size }) => size),
        store.descriptors.find(accountId, its.descriptorId).then((found) => (found ? 1 : 0)),
        store.persons.existing(accountId, [its.personId]).then(({ size }) => size),
        store.lists.find(accountId, its.listId).then((list) => (list ? 1 : 0)),
        store.lists.find(its.accountId, its.listId).then((list) => (list ? 0 : 1)),
      ]),
    );
    expect(seen).toEqual(seen.map(() => 0));
  });
});
