import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOracle } from '../../../src/databases/oracle/openOracle.ts';
import type { OracleLogin } from '../../../src/databases/oracle/oracleClient.ts';
import { toBind } from '../../../src/databases/oracle/oracleValues.ts';
import { createStore } from '../../../src/store/createStore.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import type { Store } from '../../../src/store/store.ts';
import { storeContract } from '../store/contract/storeContract.ts';
import { h2Client } from './support/h2/h2Client.ts';
import { H2Process, needsH2 } from './support/h2/h2Process.ts';
import { oracleOptions } from './support/oracleOptions.ts';
import { allStatements } from './support/statements.ts';

const CONTROL = new Set(['begin', 'commit', 'rollback']);

/** The contract of every store through the compiler and driver for Oracle, executed by H2 in Oracle mode. */
describe('store on H2 in Oracle mode', needsH2(), () => {
  let h2: H2Process;
  let database: OpenDatabase;
  let store: Store;

  beforeAll(async () => {
    h2 = new H2Process();
    database = await openOracle(oracleOptions(), h2Client(h2), { info: () => undefined, warn: () => undefined });
    await migrate(database.db, database.dialect);
    store = createStore(database);
  });
  afterAll(async () => {
    await database?.close();
    await h2?.stop();
  });

  it('has its schema, and nothing to do at the next start', async () => {
    await expect(migrate(database.db, database.dialect)).resolves.toEqual([]);
  });

  it('executes every statement of every store with its binds', async () => {
    const connection = await h2Client(h2).getConnection({} as OracleLogin);
    const refused: string[] = [];
    let executed = 0;
    for (const { name, statements } of await allStatements('oracle')) {
      for (const { sql, binds } of name === 'migrate' ? [] : statements) {
        if (CONTROL.has(sql)) continue;
        executed += 1;
        const rows = binds.map((row) => row.map(toBind));
        // The rows that the binds name do not exist: that a reference fails shows that the statement was executed.
        await connection.executeMany(sql, rows, { autoCommit: false }).catch((error: Error) => {
          if (!error.message.startsWith('ORA-02291')) refused.push(`${name}: ${error.message}`);
        });
        await connection.rollback();
      }
    }
    await connection.close();
    expect(refused).toEqual([]);
    expect(executed).toBeGreaterThan(100);
  });

  storeContract(() => store);
});
