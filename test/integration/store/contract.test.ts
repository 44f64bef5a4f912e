import { afterAll, beforeAll, describe } from 'vitest';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { accountsContract } from './contract/accounts.ts';
import { descriptorsContract } from './contract/descriptors.ts';
import { galleryFeedContract } from './contract/galleryFeed.ts';
import { listsContract } from './contract/lists.ts';
import { personsContract } from './contract/persons.ts';
import { transactionsContract } from './contract/transactions.ts';
import { DATABASES, type TestDatabase } from './support/databases.ts';

/** What every store must do, whatever the database; each suite works with accounts of its own. */
describe.each(DATABASES)('store on $name', ({ create }) => {
  let database: TestDatabase;
  let store: Store;
  const open = () => store;

  beforeAll(async () => {
    database = await create();
    store = await openStore(database.options);
  });
  afterAll(async () => {
    await store.close();
    await database.remove();
  });

  describe('accounts and tokens', () => accountsContract(open));
  describe('persons', () => personsContract(open));
  describe('descriptors', () => descriptorsContract(open));
  describe('lists', () => listsContract(open));
  describe('gallery feed', () => galleryFeedContract(open));
  describe('transactions', () => transactionsContract(open));
});
