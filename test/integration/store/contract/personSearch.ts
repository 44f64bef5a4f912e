import { expect, it } from 'vitest';
import type { AccountId, PersonId } from '../../../../src/domain/ids.ts';
import type { PersonRange, WantedPersons } from '../../../../src/store/ports/personSearch.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, persons } from '../support/rows.ts';

const FIRST: PersonRange = { order: 'newest', skip: 0, limit: 100 };

export function personSearchContract(open: () => Store): void {
  const find = async (mine: AccountId, wanted: Partial<WantedPersons>, range: Partial<PersonRange> = {}) => {
    const found = await open().personSearch.find(mine, { match: 'contains', ...wanted }, { ...FIRST, ...range });
    return found.map(({ personId }) => personId);
  };

  it('finds a text in the data and in the external id, whatever the letter case, of one account', async () => {
    const store = open();
    const [mine, theirs] = [await anAccount(store), await anAccount(store)];
    const anna = await aPerson(store, mine, { userData: 'Анна Petrova' });
    const badge = await aPerson(store, mine, { userData: 'nobody', externalId: 'PET-7' });
    await aPerson(store, mine, { userData: 'else' });
    await aPerson(store, theirs, { userData: 'Petrova' });
    expect(await find(mine, { text: 'pEt' })).toEqual([badge, anna]);
    expect(await find(mine, { text: 'АННА' })).toEqual([anna]);
    expect(await find(mine, { text: 'pet', match: 'prefix' })).toEqual([badge]);
    expect(await find(mine, { text: 'p%t' })).toEqual([]);
    expect(await store.personSearch.count(mine, { text: 'PET', match: 'contains' })).toBe(2);
    expect(await store.personSearch.count(mine, { match: 'contains' })).toBe(3);
  });

  it('pages by key both ways, meets nobody twice and passes over as many as it is told', async () => {
    const store = open();
    const mine = await anAccount(store);
    const made: PersonId[] = [];
    while (made.length < 2200) {
      const batch = Array.from({ length: 20 }, (_, index) => made.length + index);
      const userData = (index: number) => (index % 500 === 7 ? 'Rare' : 'common');
      made.push(...(await Promise.all(batch.map((index) => aPerson(store, mine, { userData: userData(index) })))));
    }
    const all = await store.personSearch.find(mine, { match: 'contains' }, { ...FIRST, limit: 2200 });
    expect(new Set(all.map(({ personId }) => personId))).toEqual(new Set(made));
    for (const order of ['newest', 'oldest'] as const) {
      for (const text of [undefined, 'cOMmon', 'rare']) {
        const wanted = all
          .filter(({ userData }) => text === undefined || userData.toLowerCase() === text.toLowerCase())
          .map(({ personId }) => personId);
        const inOrder = order === 'newest' ? wanted : wanted.toReversed();
        const met: PersonId[] = [];
        let after: PersonRange['after'];
        for (;;) {
          const page = await store.personSearch.find(
            mine,
            { text, match: 'contains' },
            { order, after, skip: 0, limit: 700 },
          );
          met.push(...page.map(({ personId }) => personId));
          const last = page.at(-1);
          if (last === undefined) break;
          after = { createTime: last.createTime, personId: last.personId };
        }
        expect(met).toEqual(inOrder);
        expect(await find(mine, { text }, { order, skip: 3, limit: 2 })).toEqual(inOrder.slice(3, 5));
      }
    }
    expect(await store.personSearch.count(mine, { text: 'RARE', match: 'prefix' })).toBe(5);
  });

  it('looks at the members of a list only, and shows what they own', async () => {
    const store = open();
    const mine = await anAccount(store);
    const listId = await aList(store, mine);
    const [jane, other] = [
      await aPerson(store, mine, { userData: 'Jane' }),
      await aPerson(store, mine, { userData: 'Jane' }),
    ];
    const face = await aDescriptor(store, mine);
    await store.persons.linkDescriptor(mine, jane, face, clock());
    await store.lists.linkPersons(mine, listId, [jane]);
    await persons(store, mine, 3);
    expect(await find(mine, { text: 'jane' })).toEqual([other, jane]);
    expect(await find(mine, { text: 'jane', listId })).toEqual([jane]);
    expect(await find(mine, { listId })).toEqual([jane]);
    expect(await store.personSearch.count(mine, { match: 'contains', listId })).toBe(1);
    const [shown] = await store.personSearch.find(mine, { match: 'contains', listId }, FIRST);
    expect(shown).toMatchObject({ personId: jane, descriptors: [face], lists: [listId] });
  });
}
