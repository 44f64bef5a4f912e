import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPersons } from '../../../src/core/persons/persons.ts';
import { type DescriptorId, type ListId, newId } from '../../../src/domain/ids.ts';
import { silentLog } from '../../../src/gallery/memory/galleryLog.ts';
import { buildIndex } from '../../../src/gallery/pgvector/buildIndex.ts';
import type { Store } from '../../../src/store/store.ts';
import { gaussSource, randomSource, randomVector } from '../../support/vectors.ts';
import { aList, aPerson, clock } from '../store/support/rows.ts';
import { PGVECTOR_DATABASES } from './databases.ts';
import { advanceAll, type Both, createDescriptors, linksOf, openBoth, searchOf } from './support.ts';

const DIMENSION = 16;
const gauss = gaussSource(randomSource(53));

describe.each(PGVECTOR_DATABASES)('the index in step with the lists on $name', ({ create }) => {
  let both: Both;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    const database = await create();
    remove = database.remove;
    both = await openBoth(database.options, { type: 'vector', partitions: 4 });
  });
  afterAll(async () => {
    await both?.close();
    await remove?.();
  });

  const vectorsOf = (count: number) => Array.from({ length: count }, () => randomVector(DIMENSION, gauss));

  async function fill(store: Store, listId: ListId, count: number): Promise<DescriptorId[]> {
    const ids = await createDescriptors(store, both.accountId, vectorsOf(count));
    const links = linksOf(store);
    await links.changeMany('attach', both.accountId, listId, { descriptorIds: ids });
    return ids;
  }

  async function rowsOf(listId: ListId): Promise<string[]> {
    const { rows } = await sql<{ descriptor_id: string }>`
      select descriptor_id from gallery_vector where list_id = ${listId}::uuid order by descriptor_id`.execute(
      both.database.db,
    );
    return rows.map(({ descriptor_id }) => descriptor_id);
  }

  async function expectSame(listId: ListId): Promise<void> {
    const search = searchOf(listId, randomVector(DIMENSION, gauss), { limit: 1000, groupBy: 'descriptor' });
    const expected = await both.memory.search(both.accountId, search);
    expect(await both.pgvector.search(both.accountId, search)).toEqual(expected);
  }

  test('vectors lie in their rows, where a scan finds them', async () => {
    const { rows } = await sql<{ storage: string }>`
      select distinct a.attstorage as storage from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relname like 'gallery\\_vector\\_p_' and a.attname = 'embedding'`.execute(both.database.db);
    expect(rows).toEqual([{ storage: 'm' }]);
  });

  test('a change is in the index when it is committed, and not when it is rolled back', async () => {
    const { accountId, indexed } = both;
    const listId = await aList(indexed, accountId, 'descriptors');
    const ids = await fill(indexed, listId, 5);
    expect(await rowsOf(listId)).toEqual(ids.toSorted());
    const [gone] = ids as [DescriptorId];
    const rolledBack = indexed.transaction(async (tx) => {
      await tx.lists.unlinkDescriptors(accountId, listId, [gone]);
      await tx.lists.recordChange([listId], { remove: [gone] });
      throw new Error('changed its mind');
    });
    await expect(rolledBack).rejects.toThrow('changed its mind');
    expect(await rowsOf(listId)).toEqual(ids.toSorted());
    expect(await both.vectorIndex.advance(listId)).toBe(false);
    await expectSame(listId);
  });

  test('lists from before the engine was switched on are brought in, in steps that anybody may take', async () => {
    const { accountId, plain, vectorIndex } = both;
    const large = await aList(plain, accountId, 'descriptors');
    const ids = await fill(plain, large, 350);
    const small = await aList(plain, accountId, 'persons');
    const personId = await aPerson(plain, accountId);
    const [faceOfPerson] = (await createDescriptors(plain, accountId, vectorsOf(1))) as [DescriptorId];
    const rules = { refuseWrongListKind: true, refuseDetachOfUnlinked: true };
    await linksOf(plain).changePerson('attach', accountId, personId, small);
    await createPersons({ store: plain, clock, rules }).attachDescriptor(accountId, personId, faceOfPerson);

    expect(await vectorIndex.behind(undefined, 100)).toEqual(expect.arrayContaining([large, small]));
    expect(await vectorIndex.advance(large)).toBe(true);
    // In the middle of it nodes of both kinds change the list: ahead of where it stands and behind.
    const last = ids.toSorted().at(-1) as DescriptorId;
    const first = ids.toSorted()[0] as DescriptorId;
    const changeWith = (store: Store, descriptorId: DescriptorId) =>
      linksOf(store).changeDescriptor('detach', accountId, descriptorId, large);
    await changeWith(both.indexed, first);
    await changeWith(plain, last);
    await fill(both.indexed, large, 3);
    await both.vectorIndex.advance(large);
    await buildIndex(vectorIndex, { log: silentLog, signal: new AbortController().signal });
    expect(await vectorIndex.behind(undefined, 100)).toEqual([]);
    const rows = await rowsOf(large);
    expect(rows).toHaveLength(351);
    expect(rows).not.toContain(first);
    expect(rows).not.toContain(last);
    expect(await rowsOf(small)).toEqual([faceOfPerson]);
    await expectSame(large);
    await expectSame(small);
  });

  test('what nodes of the other engine wrote is caught up with by the next search', async () => {
    const { accountId, plain, indexed, vectorIndex } = both;
    const listId = await aList(plain, accountId, 'descriptors');
    const ids = await fill(indexed, listId, 20);
    const links = linksOf(plain);
    await links.changeMany('detach', accountId, listId, { descriptorIds: ids.slice(0, 7) });
    await fill(plain, listId, 250);
    for (const id of ids.slice(0, 3)) await links.changeDescriptor('attach', accountId, id, listId);
    // This one's version does not follow on that of the index, so it changes nothing there.
    await fill(indexed, listId, 1);
    expect(await rowsOf(listId)).toHaveLength(20);
    await expectSame(listId);
    expect(await rowsOf(listId)).toHaveLength(267);
    expect(await vectorIndex.advance(listId)).toBe(false);
  });

  test('when the log does not reach back the list is brought in anew', async () => {
    const { accountId, plain, indexed, database } = both;
    const listId = await aList(plain, accountId, 'descriptors');
    const ids = await fill(indexed, listId, 10);
    const links = linksOf(plain);
    await links.changeMany('detach', accountId, listId, { descriptorIds: ids.slice(0, 5) });
    await database.db.deleteFrom('list_change').where('list_id', '=', listId).execute();
    await expectSame(listId);
    expect(await rowsOf(listId)).toEqual(ids.slice(5).toSorted());
    // A database that was restored from before.
    await database.db.updateTable('descriptors_list').set({ version: 1 }).where('list_id', '=', listId).execute();
    await expect.poll(() => both.vectorIndex.behind(undefined, 100)).toEqual([listId]);
    await advanceAll(both.vectorIndex, listId);
    expect(await rowsOf(listId)).toEqual(ids.slice(5).toSorted());
  });

  test('what is erased leaves the index with it, whoever erases', async () => {
    const { accountId, plain, indexed, database } = both;
    for (const store of [plain, indexed]) {
      const listId = await aList(store, accountId, 'descriptors');
      const ids = await fill(indexed, listId, 5);
      const links = linksOf(plain);
      const [erased] = ids as [DescriptorId];
      await links.changeDescriptor('detach', accountId, erased, listId);
      expect(await rowsOf(listId)).toContain(erased);
      expect(await store.garbage.delete([erased], clock())).toEqual([erased]);
      expect(await rowsOf(listId)).not.toContain(erased);
      await store.lists.delete(accountId, [listId]);
      expect(await rowsOf(listId)).toEqual([]);
      const { rows } = await sql`select 1 from gallery_list where list_id = ${listId}::uuid`.execute(database.db);
      expect(rows).toEqual([]);
      expect(await both.pgvector.search(accountId, searchOf(listId, randomVector(DIMENSION, gauss)))).toEqual([]);
      expect(await both.vectorIndex.advance(listId)).toBe(false);
    }
  });

  test('what has no direction is not found, and a closed gallery refuses', async () => {
    const { accountId, indexed, pgvector } = both;
    const listId = await aList(indexed, accountId, 'descriptors');
    const links = linksOf(indexed);
    const odd = [new Float32Array(DIMENSION), new Float32Array(DIMENSION).fill(Number.POSITIVE_INFINITY)];
    const descriptorIds = await createDescriptors(indexed, accountId, odd);
    await links.changeMany('attach', accountId, listId, { descriptorIds });
    await expectSame(listId);
    const search = searchOf(listId, new Float32Array(DIMENSION), { groupBy: 'descriptor' });
    expect(await pgvector.search(accountId, search)).toEqual([]);
    await pgvector.close();
    const later = searchOf(listId, randomVector(DIMENSION, gauss));
    await expect(pgvector.search(accountId, later)).rejects.toThrow('gallery is unavailable');
    const ids = { candidates: { kind: 'descriptors', descriptorIds: [newId<DescriptorId>()] } } as const;
    await expect(pgvector.search(accountId, { ...later, ...ids })).rejects.toThrow('gallery is unavailable');
  });
});
