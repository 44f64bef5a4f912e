import fs from 'node:fs';
import { chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore } from '../../../src/databases/openStore.ts';
import { Unavailable } from '../../../src/domain/errors.ts';
import { type AccountId, newId } from '../../../src/domain/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { CONDITION_MS } from '../../support/patience.ts';
import { needs } from '../../support/run/needs.ts';
import { anAccount, aPerson, persons } from './support/rows.ts';

const writeThrough = fs.fdatasyncSync;
const writeThroughBeside = fs.fdatasync;

/** Replaces the system call under the database, on the thread and beside it; there is no other way to see it, or a disk that fails. */
function replaceWriteThrough(call: typeof fs.fdatasyncSync): void {
  fs.fdatasyncSync = call;
  const beside = (descriptor: number, done: fs.NoParamCallback) => {
    try {
      call(descriptor);
    } catch (error) {
      setImmediate(done, error as Error);
      return;
    }
    if (call === writeThrough) writeThroughBeside(descriptor, done);
    else setImmediate(done, null);
  };
  fs.fdatasync = Object.assign(beside, { __promisify__: writeThroughBeside.__promisify__ });
  syncBuiltinESMExports();
}

describe('PGlite in a directory', () => {
  /** A database that is ready; to make one takes seconds. */
  let template: string;
  let directory: string;
  let store: Store;
  let accountId: AccountId;

  beforeAll(async () => {
    template = await mkdtemp(join(tmpdir(), 'pglite-test-'));
    await (await openStore({ type: 'pglite', directory: template })).close();
  });
  afterAll(() => rm(template, { recursive: true, force: true }));
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pglite-test-'));
    await cp(template, directory, { recursive: true });
    store = await openStore({ type: 'pglite', directory });
    accountId = await anAccount(store);
  });
  afterEach(async () => {
    replaceWriteThrough(writeThrough);
    await store.close().catch(() => undefined);
    await rm(directory, { recursive: true, force: true });
  });

  it(
    'root does not open the database of another user',
    needs(process.getuid?.() === 0, 'only root can give files to another user'),
    async () => {
      await store.close();
      const data = join(directory, 'pgdata');
      await chown(data, 54_321, 54_321);
      const before = await readdir(directory);
      await expect(openStore({ type: 'pglite', directory })).rejects.toMatchObject({
        reason: 'unusable-directory',
        message: expect.stringContaining('belongs to the user with id 54321'),
      });
      expect(await readdir(directory)).toEqual(before);
      await chown(data, 0, 0);
      store = await openStore({ type: 'pglite', directory });
    },
  );

  function countWriteThroughs(): () => number {
    let calls = 0;
    replaceWriteThrough((descriptor) => {
      calls++;
      writeThrough(descriptor);
    });
    return () => calls;
  }

  it('writes through before it answers a write, and not for a read', async () => {
    const calls = countWriteThroughs();
    const personId = await aPerson(store, accountId);
    expect(calls()).toBeGreaterThan(0);
    const written = calls();
    await store.persons.find(accountId, personId);
    await store.transaction((tx) => tx.persons.find(accountId, personId));
    expect(calls()).toBe(written);
    await store.transaction((tx) => tx.persons.update(accountId, personId, { userData: 'x' }));
    expect(calls()).toBeGreaterThan(written);
  });

  it('writes what may be lost through soon, though nothing else is written', async () => {
    const calls = countWriteThroughs();
    const claim = { accountId, keyHash: 'k'.repeat(64), fingerprint: 'f'.repeat(64), claim: newId() };
    expect(await store.idempotencyKeys.claim(claim, 60)).toEqual({ kind: 'run' });
    expect(calls()).toBe(0);
    await vi.waitFor(() => expect(calls()).toBeGreaterThan(0), { timeout: CONDITION_MS });
  });

  it('writes through once for a group of writes and transactions', async () => {
    const calls = countWriteThroughs();
    const updates = (await persons(store, accountId, 40)).map((personId) =>
      store.transaction((tx) => tx.persons.update(accountId, personId, { userData: 'x' })),
    );
    await Promise.all(updates);
    // Eighty commits; how many fit a group depends on how fast the machine is.
    expect(calls()).toBeLessThan(40);
  });

  it('goes on while the disk writes, and answers nobody who may have seen what it has not written yet', async () => {
    const personId = await aPerson(store, accountId);
    let written: (() => void) | undefined;
    fs.fdatasync = Object.assign(
      (descriptor: number, done: fs.NoParamCallback) => {
        written = () => writeThroughBeside(descriptor, done);
      },
      { __promisify__: writeThroughBeside.__promisify__ },
    );
    syncBuiltinESMExports();
    const ended: string[] = [];
    const writing = store.persons.update(accountId, personId, { userData: 'x' }).then(() => ended.push('write'));
    await vi.waitFor(() => expect(written).toBeDefined(), { timeout: CONDITION_MS });
    const reading = store.persons.find(accountId, personId).then((person) => ended.push(`read ${person?.userData}`));
    await setTimeout(50);
    expect(ended).toEqual([]);
    written?.();
    await Promise.all([writing, reading]);
    expect(ended).toEqual(['write', 'read x']);
  });

  it('acknowledges nothing that the disk refused, and says so from then on', async () => {
    await aPerson(store, accountId);
    expect([store.isServing(), store.needsRestart()]).toEqual([true, false]);
    replaceWriteThrough(() => {
      throw new Error('EIO');
    });
    await expect(aPerson(store, accountId)).rejects.toThrow(Unavailable);
    replaceWriteThrough(writeThrough);
    await expect(store.ping()).rejects.toThrow(Unavailable);
    expect([store.isServing(), store.needsRestart()]).toEqual([false, true]);
    await expect(store.transaction((tx) => aPerson(tx, accountId))).rejects.toThrow(Unavailable);
    await store.close().catch(() => undefined);

    store = await openStore({ type: 'pglite', directory });
    const { count } = await store.persons.page(accountId, {}, { page: 1, size: 10 });
    expect([1, 2]).toContain(count);
  });

  it('lets nobody else in, and is there again after closing', async () => {
    await expect(openStore({ type: 'pglite', directory })).rejects.toMatchObject({ reason: 'locked' });
    const personId = await aPerson(store, accountId, { userData: 'kept' });
    await store.close();
    store = await openStore({ type: 'pglite', directory });
    expect(await store.persons.find(accountId, personId)).toMatchObject({ userData: 'kept' });
  });

  it('answers what was asked before it closes, and refuses what comes after', async () => {
    const writing = aPerson(store, accountId);
    await store.close();
    await expect(writing).resolves.toBeDefined();
    await expect(store.ping()).rejects.toThrow(Unavailable);
  });

  it('makes the database anew when its first start was cut off', async () => {
    const other = await mkdtemp(join(tmpdir(), 'pglite-test-'));
    await mkdir(join(other, 'pgdata.new'));
    await writeFile(join(other, 'pgdata.new', 'PG_VERSION'), '18\n');
    const second = await openStore({ type: 'pglite', directory: other });
    await second.ping();
    await second.close();
    expect(await readdir(other)).toEqual(['pgdata']);
    await rm(other, { recursive: true });
  });
});
