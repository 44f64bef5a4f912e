import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compileOnly } from '../../../src/databases/compileOnly.ts';
import { openOracle } from '../../../src/databases/oracle/openOracle.ts';
import type { OracleConnection, OracleLogin } from '../../../src/databases/oracle/oracleClient.ts';
import { findDrift } from '../../../src/store/drift/findDrift.ts';
import { requireEncoding } from '../../../src/store/drift/requireEncoding.ts';
import { migrate } from '../../../src/store/migrations/migrate.ts';
import { pendingScript, planMigrations, wholeScript } from '../../../src/store/migrations/script.ts';
import type { OpenDatabase } from '../../../src/store/ports/openDatabase.ts';
import { h2Client } from './support/h2/h2Client.ts';
import { H2Process, needsH2 } from './support/h2/h2Process.ts';
import { oracleOptions } from './support/oracleOptions.ts';
import { complaints } from './support/plsqlGrammar.ts';

const SILENT = { info: () => undefined, warn: () => undefined };

/** The statements of a script, without comments and what is for SQL*Plus alone. */
function statementsOf(script: string): readonly string[] {
  return script
    .split('\n')
    .filter((line) => !/^(--|whenever )/.test(line))
    .join('\n')
    .split(/;\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

it('the script for Oracle is PL/SQL', () => {
  const statements = statementsOf(wholeScript(compileOnly('oracle')));
  expect(statements.at(-1)).toBe('commit');
  expect(statements.flatMap((statement) => complaints(statement))).toEqual([]);
  expect(statements.length).toBeGreaterThan(20);
});

describe('the schema on H2 in Oracle mode', needsH2(), () => {
  let h2: H2Process;
  let database: OpenDatabase;

  beforeAll(() => {
    h2 = new H2Process();
  });
  afterAll(() => h2?.stop());
  beforeEach(async () => {
    await h2.empty();
    database = await openOracle(oracleOptions(), h2Client(h2), SILENT);
  });
  afterEach(() => database.close());

  async function execute(statements: readonly string[]): Promise<void> {
    const connection: OracleConnection = await h2Client(h2).getConnection({} as OracleLogin);
    for (const statement of statements) {
      if (statement === 'commit') await connection.commit();
      else await connection.execute(statement, [], { autoCommit: false, fetchTypeHandler: () => undefined });
    }
    await connection.close();
  }

  it('is what the manifest says after the migrations', async () => {
    await migrate(database.db, database.dialect);
    expect(await findDrift(database)).toEqual([]);
    await requireEncoding(database);
  });

  it('is the same after the printed script, with nothing left to do', async () => {
    await execute(statementsOf(wholeScript(compileOnly('oracle'))));
    expect(await planMigrations(database)).toEqual([]);
    expect(await pendingScript(database)).toBe('');
    expect(await findDrift(database)).toEqual([]);
    expect(await migrate(database.db, database.dialect)).toEqual([]);
  });

  it('shows what somebody changed', async () => {
    await migrate(database.db, database.dialect);
    await execute([
      'alter table person add (shoe_size number(3))',
      'alter table person modify (user_data varchar2(64 char))',
      'drop index list_person_person_index',
      'alter table account drop constraint account_email_key',
      'drop table handler',
    ]);
    expect((await findDrift(database)).map(({ message }) => message).sort()).toEqual([
      'column person.shoe_size is unknown to this version',
      'column person.user_data is text(64), not text(128)',
      'index list_person_person_index of list_person (person_id) is missing',
      'key account_email_key of account is missing, not unique (email)',
      'table handler is missing',
    ]);
  });

  it('says where a migration was broken off, and prints no script for the middle of one', async () => {
    await execute(['create table descriptor (anything number(1))']);
    await expect(migrate(database.db, database.dialect)).rejects.toThrow(/DB_USER/);
    const [planned] = await planMigrations(database);
    expect(planned?.begun).toBeGreaterThan(0);
    await expect(pendingScript(database)).rejects.toThrow(/was interrupted: finish it/);
    await execute(['drop table descriptor']);
    await migrate(database.db, database.dialect);
    expect(await planMigrations(database)).toEqual([]);
  });
});
