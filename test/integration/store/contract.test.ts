import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeContract } from './contract/storeContract.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';

/** What every store must do, whatever the database; each suite works with accounts of its own. */
describe.each(DATABASES)('store on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  storeContract(() => store);
});
