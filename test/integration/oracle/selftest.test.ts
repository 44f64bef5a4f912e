import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OracleConnection, OracleLogin } from '../../../src/databases/oracle/oracleClient.ts';
import { CHECKS, runSelftest, type SelftestReport } from '../../../src/databases/oracle/selftest/runSelftest.ts';
import { StoreRefused } from '../../../src/store/sql/storeErrors.ts';
import { h2Client } from './support/h2/h2Client.ts';
import { H2Process, needsH2 } from './support/h2/h2Process.ts';
import { oracleOptions } from './support/oracleOptions.ts';

const SILENT = { info: () => undefined, warn: () => undefined };
const PLAIN = { autoCommit: true, fetchTypeHandler: () => undefined };

/** What H2 2.1 in Oracle mode cannot show, and why: these are for a server. */
const NOT_ON_H2: Readonly<Record<string, string>> = {
  version: 'no product_component_version',
  'schema of the session': 'no sys_context',
  'order and comparison of texts': 'no NLS settings',
  'time zone of the session': 'no NLS settings',
  'rights of the user': 'no session_privs',
  'a right that is missing': 'no public synonyms',
  'a name that the listener does not know': 'no listener',
  'RETURNING without INTO': 'a syntax error of its own',
  'INSERT that passes over duplicates': 'hints are comments',
  'definitions that were executed before': 'other codes',
  'a batch that fails in the middle': 'the bridge ends the batch row by row',
  'locked rows of a page': 'locks them',
  'a lock that is not waited for': 'waits',
  'a lock that is waited for too long': 'has no such word',
  'lock of a table': 'LOCK TABLE is not executed',
  'a duplicate of what another transaction inserts': 'hints are comments',
  'a parent that is removed while it gets a child': 'does not wait for the other transaction',
  'a child of a parent that is being removed': 'does not wait for the other transaction',
  'a call that is given up': 'the bridge has no time limit',
  'a call that is cancelled': 'the bridge cannot cancel',
  'pool after a killed session': 'no ALTER SYSTEM',
};

describe('oracle selftest on H2', needsH2(), () => {
  let h2: H2Process;
  let session: OracleConnection;

  beforeAll(async () => {
    h2 = new H2Process();
    session = await h2Client(h2).getConnection({} as OracleLogin);
  });
  afterAll(() => h2?.stop());

  const run = (signal = new AbortController().signal): Promise<SelftestReport> =>
    runSelftest({ options: oracleOptions(), client: h2Client(h2), log: SILENT, signal, checkMs: 12_000 });

  const tables = async (): Promise<unknown[]> =>
    (await session.execute('select object_name from user_objects order by object_name', [], PLAIN)).rows ?? [];

  it('finds all as assumed but what H2 cannot show, and leaves nothing', async () => {
    const { checks, left } = await run();
    expect(checks.filter(({ state }) => state !== 'ok').map(({ name }) => name)).toEqual(Object.keys(NOT_ON_H2));
    expect(checks.length).toBe(CHECKS.length);
    expect(left).toEqual([]);
    expect(await tables()).toEqual([]);
  });

  it('removes what it made when it is stopped, and says what was not run', async () => {
    const stop = new AbortController();
    const stopping = runSelftest({
      options: oracleOptions(),
      client: h2Client(h2),
      log: SILENT,
      signal: stop.signal,
      onResult: ({ name }) => name === 'the whole schema' && stop.abort(),
    });
    const { checks } = await stopping;
    const behind = checks.slice(checks.findIndex(({ name }) => name === 'the whole schema') + 1);
    expect(new Set(behind.map(({ state, found }) => `${state}: ${found}`))).toEqual(
      new Set(['not run: the run was stopped']),
    );
    expect(await tables()).toEqual([]);
  });

  it('refuses a schema that has objects of these names, and leaves them', async () => {
    await session.execute('create table lbst_item (kept number(1))', [], PLAIN);
    try {
      await expect(run()).rejects.toThrow(StoreRefused);
      await expect(run()).rejects.toThrow(/table LBST_ITEM\. Nothing was changed/);
      expect(await tables()).toEqual([['LBST_ITEM']]);
    } finally {
      await session.execute('drop table lbst_item', [], PLAIN);
    }
  });

  it('touches no table of others', async () => {
    await session.execute('create table person (kept number(1))', [], PLAIN);
    await session.execute('insert into person values (1)', [], PLAIN);
    try {
      const stop = new AbortController();
      await runSelftest({
        options: oracleOptions(),
        client: h2Client(h2),
        log: SILENT,
        signal: stop.signal,
        onResult: ({ name }) => name === 'the whole schema' && stop.abort(),
      });
      expect((await session.execute('select kept from person', [], PLAIN)).rows).toEqual([[1]]);
    } finally {
      await session.execute('drop table person', [], PLAIN);
    }
  });

  it('has a name of its own for each check', () => {
    expect(new Set(CHECKS.map(({ name }) => name)).size).toBe(CHECKS.length);
    expect(CHECKS.length).toBeGreaterThanOrEqual(40);
  });
});
