import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOracle } from '../../../src/databases/oracle/openOracle.ts';
import { loadOracleClient } from '../../../src/databases/oracle/oracleClient.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { Store } from '../../../src/store/store.ts';
import { needs } from '../../support/run/needs.ts';
import { storeContract } from '../store/contract/storeContract.ts';
import { oracleOptions } from './support/oracleOptions.ts';

const dsn = process.env.ORACLE_DSN;

/** The contract of every store on a real server, in a schema that may keep what the tests leave behind. */
describe(
  'store on Oracle',
  needs(dsn, 'no Oracle is given: ORACLE_DSN=user:password@host:1521/service (npm run test:oracle)'),
  () => {
    const opened: OpenDatabase[] = [];
    let store: Store;

    async function connect(): Promise<OpenDatabase> {
      const client = await loadOracleClient();
      const silent = { info: () => undefined, warn: () => undefined };
      const database = await openOracle(oracleOptions({ dsn: dsn ?? '' }), client, silent);
      opened.push(database);
      return database;
    }

    beforeAll(async () => {
      const database = await connect();
      await migrate(database.db, database.dialect);
      store = createStore(database);
    });
    afterAll(async () => {
      for (const database of opened) await database.close();
    });

    it('has nothing to do for several nodes that start at the same time', async () => {
      const nodes = await Promise.all([connect(), connect(), connect()]);
      const applied = await Promise.all(nodes.map(({ db, dialect }) => migrate(db, dialect)));
      expect(applied).toEqual([[], [], []]);
    });

    storeContract(() => store);
  },
);
