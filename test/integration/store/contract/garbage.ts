import { expect, it } from 'vitest';
import { type DescriptorId, newId } from '../../../../src/domain/ids.ts';
import { secondsBefore } from '../../../../src/domain/time.ts';
import type { Store } from '../../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock, descriptors } from '../support/rows.ts';

/** Contract 85: garbage is what belongs to no person and is in no list. */
export function garbageContract(open: () => Store): void {
  const everything = () => secondsBefore(clock(), -3600);

  it('finds what nobody links to, by id, a page at a time', async () => {
    const store = open();
    const mine = await anAccount(store);
    const theirs = await anAccount(store);
    const free = (await descriptors(store, mine, 7)).sort();
    await descriptors(store, theirs, 2);
    const [owned, listed] = [await aDescriptor(store, mine), await aDescriptor(store, mine)];
    await store.persons.linkDescriptor(mine, await aPerson(store, mine), owned, clock());
    await store.lists.linkDescriptors(mine, await aList(store, mine, 'descriptors'), [listed], clock());

    const found: DescriptorId[][] = [];
    for (let after: DescriptorId | undefined; ; after = found.at(-1)?.at(-1)) {
      const page = await store.garbage.find({ accountId: mine, unchangedSince: everything(), after, limit: 3 });
      if (page.length === 0) break;
      found.push(page.map(({ descriptorId }) => descriptorId));
    }
    expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
    expect(found.flat()).toEqual(free);
    const all = await store.garbage.find({ unchangedSince: everything(), limit: 10_000 });
    expect(all.length).toBeGreaterThanOrEqual(9);
  });

  it('knows what time it is, and whether any descriptor is younger than a time', async () => {
    const store = open();
    const now = Date.parse(await store.now());
    expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
    const before = clock();
    await aDescriptor(store, await anAccount(store));
    expect(await store.garbage.changedAfter(before)).toBe(true);
    expect(await store.garbage.changedAfter(secondsBefore(clock(), -86_400))).toBe(false);
  });

  it('leaves alone what was made or changed after the moment', async () => {
    const store = open();
    const mine = await anAccount(store);
    const [old, changed] = await descriptors(store, mine, 2);
    const moment = clock();
    await store.descriptors.touch(mine, [changed as DescriptorId], secondsBefore(moment, -1));
    expect(await store.garbage.find({ accountId: mine, unchangedSince: moment, limit: 10 })).toEqual([
      { descriptorId: old, hasPortrait: true },
    ]);
    expect(await store.garbage.delete([old, changed] as DescriptorId[], moment)).toEqual([old]);
    expect(
      await store.garbage.find({ accountId: mine, unchangedSince: secondsBefore(moment, 3600), limit: 10 }),
    ).toEqual([]);
  });

  it('deletes many at once, and of those given only what is garbage still', async () => {
    const store = open();
    const mine = await anAccount(store);
    const free = await descriptors(store, mine, 2300);
    const [owned, listed] = [await aDescriptor(store, mine), await aDescriptor(store, mine)];
    await store.persons.linkDescriptor(mine, await aPerson(store, mine), owned, clock());
    await store.lists.linkDescriptors(mine, await aList(store, mine, 'descriptors'), [listed], clock());
    const given = [owned, ...free, newId<DescriptorId>(), listed];
    const deleted = await store.garbage.delete(given, everything());
    expect(new Set(deleted)).toEqual(new Set(free));
    expect(deleted).toHaveLength(free.length);
    expect(await store.descriptors.existing(mine, given)).toEqual(new Set([owned, listed]));
    expect(await store.garbage.delete(given, everything())).toEqual([]);
    expect(await store.garbage.delete([], everything())).toEqual([]);
  });

  it('never takes what is being attached, even by a clock that is a year ahead', async () => {
    const store = open();
    const mine = await anAccount(store);
    const nextYear = secondsBefore(clock(), -365 * 24 * 3600);
    const faces = await descriptors(store, mine, 30);
    const outcomes = await Promise.all(
      faces.map(async (face, index) => {
        const attach = store.transaction(async (tx) => {
          const personId = await aPerson(tx, mine);
          if (!(await tx.descriptors.lock(mine, [face])).has(face)) return 'gone';
          await tx.persons.linkDescriptor(mine, personId, face, clock());
          await tx.descriptors.touch(mine, [face], clock());
          return 'attached';
        });
        const remove = index % 3 === 0 ? store.garbage.delete(faces, nextYear) : Promise.resolve([]);
        const [attached, deleted] = await Promise.all([attach, remove]);
        return { face, attached, deleted };
      }),
    );
    const deleted = outcomes.flatMap((outcome) => outcome.deleted);
    // No two runs claim the same one, and what was attached is there.
    expect(new Set(deleted).size).toBe(deleted.length);
    const attached = outcomes.filter((outcome) => outcome.attached === 'attached').map(({ face }) => face);
    expect(attached.filter((face) => deleted.includes(face))).toEqual([]);
    expect(await store.descriptors.existing(mine, faces)).toEqual(new Set(attached));
    expect((await store.persons.ownersOf(mine, faces)).size).toBe(attached.length);
  });
}
