import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOracle } from '../../../src/databases/oracle/openOracle.ts';
import type { OracleClient, OracleLogin } from '../../../src/databases/oracle/oracleClient.ts';
import { MIGRATIONS, migrate } from '../../../src/store/migrations/migrate.ts';
import { StoreRefused } from '../../../src/store/sql/storeErrors.ts';
import { h2Client } from './support/h2/h2Client.ts';
import { H2Process, needsH2 } from './support/h2/h2Process.ts';
import { oracleError } from './support/oracleDouble.ts';
import { oracleOptions } from './support/oracleOptions.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const ALL = MIGRATIONS.map(({ name }) => name);

/** Where every CREATE commits by itself. */
describe('migrations step by step', needsH2(), () => {
  let h2: H2Process;

  beforeAll(() => {
    h2 = new H2Process();
  });
  afterAll(() => h2?.stop());
  beforeEach(() => h2.empty());

  async function migrateWith(client: OracleClient): Promise<readonly string[]> {
    const database = await openOracle(oracleOptions(), client, SILENT);
    try {
      return await migrate(database.db, database.dialect);
    } finally {
      await database.close();
    }
  }

  async function direct(sql: string): Promise<unknown[]> {
    const connection = await h2Client(h2).getConnection({} as OracleLogin);
    const { rows = [] } = await connection.execute(sql, [], { autoCommit: true, fetchTypeHandler: () => undefined });
    await connection.close();
    return rows;
  }

  it.each(['before', 'after'] as const)(
    'are taken up again when the process died %s a step was done',
    async (moment) => {
      await expect(migrateWith(dyingAt(/^create table "DESCRIPTOR" /, moment, h2Client(h2)))).rejects.toThrow();
      expect(await direct('select count(*) from schema_migration')).toEqual([[0]]);
      await expect(migrateWith(h2Client(h2))).resolves.toEqual(ALL);
      expect(await direct('select count(*) from schema_migration_step')).toEqual([[0]]);
      expect(await direct(`select 1 from user_tables where table_name = 'DESCRIPTOR'`)).toEqual([[1]]);
      await expect(migrateWith(h2Client(h2))).resolves.toEqual([]);
    },
  );

  it('stop at an object that is not ours, also when started again, and go on once it is gone', async () => {
    await direct('create table descriptor (anything number(1))');
    for (let start = 0; start < 2; start++) {
      const migrating = migrateWith(h2Client(h2));
      await expect(migrating).rejects.toThrow(StoreRefused);
      await expect(migrating).rejects.toThrow(/0001_initial_schema found an object that this program did not create/);
    }
    await direct('drop table descriptor');
    await expect(migrateWith(h2Client(h2))).resolves.toEqual(ALL);
  });
});

/** Loses the connection at the statement, before or after the server has executed it. */
function dyingAt(statement: RegExp, moment: 'before' | 'after', client: OracleClient): OracleClient {
  return {
    ...client,
    async getConnection(login) {
      const connection = await client.getConnection(login);
      return {
        ...connection,
        async execute(sql, binds, options) {
          if (!statement.test(sql)) return connection.execute(sql, binds, options);
          if (moment === 'after') await connection.execute(sql, binds, options);
          throw oracleError('NJS-500', 'connection to Oracle Database was closed or broken');
        },
      };
    },
  };
}
