import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/databases/openDatabase.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { Database } from '../../../src/store/sql/schema.ts';
import { SILENT_LOG } from '../../../src/store/sql/storeLog.ts';
import type { Store } from '../../../src/store/store.ts';
import { aDescriptor, aList, anAccount, aPerson, clock } from './support/rows.ts';

/** Postgres plans a prepared statement anew five times; then it keeps the plan, unless it takes that to be the dearer one. */
const TIMES = 12;
const PLANNED_ANEW_AT_MOST = 5;

async function plannedEachTime(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements where custom_plans > ${PLANNED_ANEW_AT_MOST} order by statement`.execute(
    db,
  );
  return rows.map(({ statement }) => statement);
}

describe('what most calls ask of the database, for one person or descriptor', () => {
  let database: OpenDatabase;
  let store: Store;
  let accountId: AccountId;

  beforeAll(async () => {
    database = await openDatabase({ type: 'pglite', directory: 'memory' }, SILENT_LOG);
    await migrate(database.db, database.dialect);
    store = createStore(database, undefined, SILENT_LOG);
    accountId = await anAccount(store);
  });
  afterAll(() => store.close());

  it('is planned once, not each time', async () => {
    const listId = await aList(store, accountId, 'persons');
    for (let time = 0; time < TIMES; time++) {
      const personId = await aPerson(store, accountId);
      const descriptorId = await aDescriptor(store, accountId);
      await store.transaction(async (stores) => {
        await stores.descriptors.touch(accountId, [descriptorId], clock());
        await stores.persons.linkDescriptor(accountId, personId, descriptorId, clock());
        await stores.lists.linkPersons(accountId, listId, [personId]);
        await stores.lists.recordChange([listId], { add: [descriptorId] });
      });
      await store.persons.find(accountId, personId);
      await store.persons.summaries(accountId, [personId]);
      await store.persons.existing(accountId, [personId]);
      await store.persons.listsHolding(accountId, [personId]);
      await store.descriptors.find(accountId, descriptorId);
      await store.descriptors.vectors(accountId, [descriptorId]);
      await store.descriptors.vectorsOfPersons(accountId, [personId]);
      await store.descriptors.existing(accountId, [descriptorId]);
      await store.galleryFeed.version(listId);
      await store.galleryFeed.vectors([descriptorId]);
      await store.transaction(async (stores) => {
        await stores.erasure.deletePersons(accountId, [personId]);
        await stores.erasure.deleteDescriptors(accountId, [descriptorId], clock());
      });
    }
    expect(await plannedEachTime(database.db)).toEqual([]);
  });
});
