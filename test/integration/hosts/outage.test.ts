import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OutcomeUnknown, Unavailable } from '../../../src/domain/errors.ts';
import type { HostEvent } from '../../../src/failover/hostEvents.ts';
import type { PostgresHosts } from '../../../src/failover/postgres/openPostgresHosts.ts';
import { type Installation, installPostgres } from '../../support/postgres/installPostgres.ts';
import { openHosts } from '../../support/postgres/openHosts.ts';
import type { PostgresServer } from '../../support/postgres/postgresServer.ts';
import { startServer } from '../../support/postgres/replicatedPair.ts';
import { Writers, writeRow } from '../../support/postgres/writers.ts';

describe('one host, no standby', () => {
  let installation: Installation;
  let server: PostgresServer;
  let pool: PostgresHosts;
  let events: HostEvent[];

  beforeAll(async () => {
    installation = await installPostgres();
    server = await startServer(installation, 'alone');
    await Writers.prepare(server);
  });

  afterAll(async () => {
    await server.destroy();
    await installation.remove();
  });

  beforeEach(async () => {
    if (!server.running) await server.start();
    await server.query('alter role luna connection limit -1');
    // An array for each pool: the one before it may have something to say even now.
    const ofThisPool: HostEvent[] = [];
    events = ofThisPool;
    pool = await openHosts([server], { size: 2, onEvent: (event) => ofThisPool.push(event) });
  });

  afterEach(async () => {
    await pool.close(0);
  });

  /** A statement of a caller is under way. */
  const sleeping = () =>
    expect
      .poll(() => server.query(`select 1 from pg_stat_activity where usename = 'luna' and wait_event = 'PgSleep'`))
      .toHaveLength(1);

  const select1 = async (): Promise<unknown> => {
    const lease = await pool.acquire();
    try {
      const { rows } = await lease.run('read', (client) => client.query('select 1 as one'));
      return rows;
    } finally {
      lease.release();
    }
  };

  it('is gone for some seconds: callers that have sent nothing wait and succeed', async () => {
    await server.stop('fast');
    const waiting = Promise.all([select1(), select1(), select1(), writeRow(pool, 'single'), writeRow(pool, 'other')]);
    await expect.poll(() => pool.status().state).toBe('searching');
    await server.start();
    await waiting;
    expect(pool.status().state).toBe('serving');
  });

  it('stays away: callers get Unavailable at their deadline, with the reason of each host', async () => {
    await server.stop('fast');
    const error: unknown = await pool.acquire({ waitMs: 500 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(OutcomeUnknown);
    const later: unknown = await pool.acquire({ waitMs: 300 }).catch((reason: unknown) => reason);
    expect((later as Error).cause).toMatchObject({
      name: 'NoHost',
      message: expect.stringMatching(
        /^no read-write host of the database is available: 127\.0\.0\.1:\d+ says: .*ECONNREFUSED/,
      ),
    });
  });

  it('loses connections that were idle: the next callers do not notice', async () => {
    await Promise.all([select1(), select1()]);
    await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'luna'`);
    expect(await Promise.all([select1(), select1()])).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'left')).toEqual([]);
  });

  it('ends the connection of a read under way: the read is repeated on another', async () => {
    const lease = await pool.acquire();
    let sent = 0;
    const read = lease.run('read', (client) => {
      sent += 1;
      return client.query(`select pg_sleep(case when $1 = 1 then 0.5 else 0 end), 'answer' as word`, [sent]);
    });
    await sleeping();
    await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'luna'`);
    expect((await read).rows).toMatchObject([{ word: 'answer' }]);
    expect(sent).toBe(2);
    lease.release();
    expect(events.map(({ type }) => type)).toEqual(['opened', 'failed', 'confirmed']);
  });

  it('ends the connection of a write under way: its fate is unknown, and it is sent once', async () => {
    const lease = await pool.acquire();
    let sent = 0;
    const write = lease.run('write', (client) => {
      sent += 1;
      return client.query(`insert into written select 'slow', 0 from pg_sleep(0.5)`);
    });
    const told = expect(write).rejects.toBeInstanceOf(OutcomeUnknown);
    await sleeping();
    await server.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'luna'`);
    await told;
    expect(sent).toBe(1);
    lease.release();
  });

  it('ends the connection inside a transaction: the transaction is over, its rollback is no error', async () => {
    const lease = await pool.acquire();
    await lease.run('begin', (client) => client.query('begin'));
    await lease.run('step', (client) => client.query(`insert into written values ('half', 0)`));
    await server.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'luna'`);
    const step: unknown = await lease
      .run('step', (client) => client.query('select 1'))
      .catch((error: unknown) => error);
    expect(step).toBeInstanceOf(Unavailable);
    expect(step).not.toBeInstanceOf(OutcomeUnknown);
    await expect(lease.run('commit', (client) => client.query('commit'))).rejects.not.toBeInstanceOf(OutcomeUnknown);
    await lease.rollback((client) => client.query('rollback'));
    lease.release();
    expect(await server.query(`select * from written where key = 'half'`, 'luna_backport3')).toEqual([]);
  });

  it('answers a statement too late but is well: no second copy of a slow read is sent', async () => {
    const lease = await pool.acquire({ queryTimeoutMs: 200 });
    let sent = 0;
    const slow = lease.run('read', (client) => {
      sent += 1;
      return client.query('select pg_sleep(5)');
    });
    await expect(slow).rejects.toBeInstanceOf(Unavailable);
    lease.release();
    expect(sent).toBe(1);
    expect(pool.status()).toMatchObject({ state: 'serving', lent: 0 });
  });

  it('passes errors of the statement through, and keeps the connection', async () => {
    const lease = await pool.acquire();
    const pid = async () => (await lease.run('read', (client) => client.query('select pg_backend_pid()'))).rows;
    const before = await pid();
    await expect(lease.run('write', (client) => client.query('select 1/0'))).rejects.toMatchObject({ code: '22012' });
    expect(await pid()).toEqual(before);
    lease.release();
    expect(events.map(({ type }) => type)).toEqual(['opened']);
  });

  it('has all connections lent: callers wait in turn, and no longer than their deadline', async () => {
    const lent = [await pool.acquire(), await pool.acquire()];
    await expect(pool.acquire({ waitMs: 100 })).rejects.toBeInstanceOf(Unavailable);
    const next = pool.acquire({ waitMs: 5000 });
    expect(pool.status()).toMatchObject({ lent: 2, waiting: 1 });
    lent[0]?.release();
    (await next).release();
    lent[1]?.release();
    expect(pool.status()).toMatchObject({ lent: 0, waiting: 0 });
  });

  it('has no connection slot left: callers wait until there is one, and the pool does not move', async () => {
    await server.query('alter role luna connection limit 1');
    await server.query(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = 'luna'`);
    const blocking = await server.connect();
    const waiting = select1();
    await pause(500);
    await blocking.end();
    expect(await waiting).toEqual([{ one: 1 }]);
    expect(events.map(({ type }) => type)).toEqual(['opened']);
  });

  it('closes while callers wait: they are told at once', async () => {
    await server.stop('fast');
    const told = expect(pool.acquire({ waitMs: 8000 })).rejects.toBeInstanceOf(Unavailable);
    await expect.poll(() => pool.status().state).toBe('searching');
    await pool.close(1000);
    await told;
    await expect(pool.acquire()).rejects.toBeInstanceOf(Unavailable);
    expect(pool.status().state).toBe('closed');
  });
});
