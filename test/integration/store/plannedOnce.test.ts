import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import type { AccountId, DescriptorId, ListId, PersonId } from '../../../src/domain/ids.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { Database } from '../../../src/store/sql/schema.ts';
import { SILENT_LOG } from '../../../src/store/sql/storeLog.ts';
import type { Store } from '../../../src/store/store.ts';
import { aList, anAccount, clock, descriptors, persons } from './support/rows.ts';

/** Postgres plans a prepared statement anew five times; then it keeps the plan, unless it takes that to be the dearer one. */
const TIMES = 12;
const PLANNED_ANEW_AT_FIRST = 5;
/** ANALYZE drops kept plans. Where the table has grown since, the next few runs are planned anew until their costs average out. */
const PLANNED_TO_KEPT = 3;

async function plannedEachTime(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements
    where custom_plans > ${PLANNED_ANEW_AT_FIRST} and custom_plans > ${PLANNED_TO_KEPT} * generic_plans
    order by statement`.execute(db);
  return rows.map(({ statement }) => statement);
}

/** Around the ten that the planner takes an array to have. Far more of them are worth a plan of their own. */
const SIZES = [1, 2, 3, 9, 10];
/** Rows of each table: of a few it reads all, however it is asked. */
const ROWS = 900;

describe('statements for persons, descriptors and lists', () => {
  let database: OpenDatabase;
  let store: Store;
  let accountId: AccountId;

  beforeAll(async () => {
    database = await openDatabase({ type: 'pglite', directory: 'memory' }, SILENT_LOG);
    await migrate(database.db, database.dialect);
    store = createStore(database, undefined, SILENT_LOG);
    accountId = await anAccount(store);
    await persons(store, accountId, ROWS);
    await descriptors(store, accountId, ROWS);
    await Promise.all(Array.from({ length: ROWS }, () => aList(store, accountId, 'persons')));
    await sql`analyze`.execute(database.db);
  });
  afterAll(() => store.close());

  it.each(SIZES)('are planned once, not each time, %i at a time', async (size) => {
    for (let time = 0; time < TIMES; time++) {
      const listIds = await Promise.all(Array.from({ length: size }, () => aList(store, accountId, 'persons')));
      const [listId] = listIds as [ListId];
      const personIds = await persons(store, accountId, size);
      const descriptorIds = await descriptors(store, accountId, size);
      const [personId, descriptorId] = [personIds[0] as PersonId, descriptorIds[0] as DescriptorId];
      await store.transaction(async (stores) => {
        await stores.descriptors.touch(accountId, descriptorIds, clock());
        await stores.persons.linkDescriptor(accountId, personId, descriptorId, clock());
        await stores.lists.linkPersons(accountId, listId, personIds);
        await stores.lists.recordChange(listIds, { add: descriptorIds });
      });
      await Promise.all(personIds.map((id) => store.persons.find(accountId, id)));
      await Promise.all(descriptorIds.map((id) => store.descriptors.find(accountId, id)));
      await Promise.all(descriptorIds.map((id) => store.descriptors.vectors(accountId, [id])));
      await Promise.all(listIds.map((id) => store.lists.find(accountId, id)));
      await store.persons.summaries(accountId, personIds);
      await store.persons.existing(accountId, personIds);
      await store.persons.listsHolding(accountId, personIds);
      await store.descriptors.vectorsOfPersons(accountId, personIds);
      await store.descriptors.existing(accountId, descriptorIds);
      await store.galleryFeed.version(listId);
      await store.galleryFeed.versions(listIds);
      await store.galleryFeed.vectors(descriptorIds);
      await store.transaction(async (stores) => {
        await stores.erasure.deletePersons(accountId, personIds);
        await stores.erasure.deleteDescriptors(accountId, descriptorIds, clock());
      });
    }
    expect(await plannedEachTime(database.db)).toEqual([]);
  });
});
