import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostEvent } from '../../../src/failover/hostEvents.ts';
import type { PostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { openDsn, openHosts, type TestOptions } from '../../support/postgres/openHosts.ts';
import type { PostgresServer } from '../../support/postgres/postgresServer.ts';
import { type ReplicatedPair, startPair } from '../../support/postgres/replicatedPair.ts';

describe('a primary and a standby, both well', () => {
  let installation: Installation;
  let pair: ReplicatedPair;

  beforeAll(async () => {
    installation = await installPostgres();
    pair = await startPair(installation);
  });

  afterAll(async () => {
    await pair.kill();
    await installation.remove();
  });

  async function portOf(servers: readonly { port: number }[], query: string): Promise<number | undefined> {
    const pool = await openHosts(servers, { query });
    const { address } = pool.status();
    await pool.close(0);
    return address?.port;
  }

  async function ask(pool: PostgresHosts, text: string): Promise<unknown> {
    const lease = await pool.acquire();
    try {
      return (await lease.run('read', (client) => client.query(text))).rows;
    } finally {
      lease.release();
    }
  }

  const refusal = (servers: readonly PostgresServer[], options: TestOptions & { query?: string }): Promise<unknown> =>
    openHosts(servers, { openTimeoutMs: 700, ...options }).catch((error: unknown) => error);

  it('the primary is found whatever the order of the DSN', async () => {
    const { primary, standby } = pair;
    expect(await portOf([primary, standby], '')).toBe(primary.port);
    expect(await portOf([standby, primary], '')).toBe(primary.port);
  });

  it.each([
    ['read-write', 'primary'],
    ['primary', 'primary'],
    ['read-only', 'standby'],
    ['standby', 'standby'],
    ['prefer-standby', 'standby'],
  ] as const)('target_session_attrs=%s leads to the %s, in either order', async (target, role) => {
    const { primary, standby } = pair;
    const query = `target_session_attrs=${target}`;
    expect(await portOf([primary, standby], query)).toBe(pair[role].port);
    expect(await portOf([standby, primary], query)).toBe(pair[role].port);
  });

  it('any takes the first of the DSN, or each with load_balance_hosts=random', async () => {
    const { primary, standby } = pair;
    expect(await portOf([standby, primary], 'target_session_attrs=any')).toBe(standby.port);
    expect(await portOf([primary, standby], 'target_session_attrs=any')).toBe(primary.port);
    const ports = new Set<number | undefined>();
    for (let round = 0; round < 40 && ports.size < 2; round++) {
      ports.add(await portOf([primary, standby], 'target_session_attrs=any&load_balance_hosts=random'));
    }
    expect([...ports].sort()).toEqual([primary.port, standby.port].sort());
  });

  it('prefer-standby takes the primary when there is no standby', async () => {
    expect(await portOf([pair.primary], 'target_session_attrs=prefer-standby')).toBe(pair.primary.port);
  });

  it('a host that is not there does not delay the others', async () => {
    expect(await portOf([{ port: 1 }, pair.standby, pair.primary], '')).toBe(pair.primary.port);
  });

  it('a name may stand for several machines: the one that fits is taken', async () => {
    const resolve = async () => ['127.0.0.2', '127.0.0.1'];
    const pool = await openDsn(`db.test:${pair.primary.port}`, { resolve });
    expect(pool.status().address).toMatchObject({ host: 'db.test', ip: '127.0.0.1' });
    await pool.close(0);
  });

  it('a read-only host alone is refused, with what it is', async () => {
    const error = await refusal([pair.standby], {});
    expect(error).toMatchObject({
      name: 'NoHost',
      denied: false,
      message: expect.stringMatching(
        /^no read-write host of the database is available: 127.0.0.1:\d+ is a read-only standby$/,
      ),
    });
  });

  it('wrong password, unknown role, missing database: refused at once, and said of each host', async () => {
    // Longer than the test may take: waiting for it is a failure.
    const wrong = { openTimeoutMs: 3_600_000 };
    const both = [pair.primary, pair.standby];
    expect(await refusal(both, { ...wrong, defaults: { password: 'wrong' } })).toMatchObject({
      denied: true,
      message: expect.stringMatching(/28P01.*; .*28P01/),
    });
    expect(await refusal(both, { ...wrong, query: 'dbname=missing' })).toMatchObject({
      denied: true,
      message: expect.stringContaining('3D000'),
    });
    expect(await refusal(both, { ...wrong, query: 'no_such_setting=1' })).toMatchObject({
      denied: true,
      message: expect.stringContaining('no_such_setting'),
    });
  });

  it('a host that DNS does not know is refused when the time is over', async () => {
    const resolve = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND db.test'), { code: 'ENOTFOUND' });
    };
    const error: unknown = await openDsn('db.test', { resolve, openTimeoutMs: 300 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ message: expect.stringMatching(/db\.test:5432 says: .*ENOTFOUND/) });
  });

  it('options that are not ours become settings of the server', async () => {
    const pool = await openHosts([pair.primary], {
      query:
        'search_path=%22a%20b%22,c&statement_timeout=3s&application_name=test%20me&lock_timeout=7s&options=-c%20geqo%3Doff',
    });
    const names = ['search_path', 'statement_timeout', 'application_name', 'lock_timeout', 'geqo'];
    const columns = names.map((name) => `current_setting('${name}') as ${name}`).join(', ');
    expect(await ask(pool, `select ${columns}`)).toEqual([
      { search_path: '"a b",c', statement_timeout: '3s', application_name: 'test me', lock_timeout: '7s', geqo: 'off' },
    ]);
    await pool.close(0);
  });

  it('a password that is changed is read anew for each connection', async () => {
    const events: HostEvent[] = [];
    const { primary } = pair;
    await primary.query(`create role rotating login password 'first'`);
    let current = 'first';
    const defaults = { user: 'rotating', password: () => current };
    const pool = await openHosts([primary], { defaults, onEvent: (event) => events.push(event) });
    const held = await pool.acquire();
    await primary.query(`alter role rotating password 'second'`);

    // A new connection is denied; the one that there is goes on, and the pool keeps it.
    const waiting = ask(pool, 'select 1 as one');
    const answer = await held.run('read', (client) => client.query('select 2 as two'));
    expect(answer.rows).toEqual([{ two: 2 }]);
    current = 'second';
    expect(await waiting).toEqual([{ one: 1 }]);
    held.release();
    expect(events.map(({ type }) => type)).not.toContain('left');
    await pool.close(0);
  });

  it('says nothing of the password in events and errors', async () => {
    const events: HostEvent[] = [];
    const error = await refusal([pair.primary], {
      defaults: { password: 'hunter2' },
      onEvent: (event) => events.push(event),
    });
    expect(events.map(({ type }) => type)).toEqual(['unreachable']);
    expect(inspect([events, error], { depth: 12, showHidden: true })).not.toContain('hunter2');
  });
});
