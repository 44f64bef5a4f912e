import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogSync } from './logSync.ts';

/** Of no open file: the system refuses to write it through, which shows when it was asked. */
const BAD = 2 ** 30;

describe('LogSync', () => {
  let folder: string;
  let file: number;
  let logSync: LogSync;
  const note = (descriptor: number) => logSync.defer(async () => logSync.logWritten(descriptor));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-sync-'));
    file = openSync(join(folder, 'log'), 'w');
    logSync = new LogSync();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes through at once unless told to defer', async () => {
    logSync.logWritten(file);
    expect(() => logSync.logWritten(BAD)).toThrow('EBADF');
    closeSync(file);
  });

  it('makes what was deferred when it settles, and believes nothing after a failure', async () => {
    await note(BAD);
    await expect(logSync.settle()).rejects.toThrow('EBADF');
    await expect(logSync.settle()).rejects.toThrow('EBADF');
    expect(() => logSync.logWritten(file)).toThrow('EBADF');
    expect(() => logSync.beforeData()).toThrow('EBADF');
    closeSync(file);
  });

  it('writes the log before data, and only then', async () => {
    await note(file);
    logSync.beforeData();
    closeSync(file);
    logSync.beforeData();
    await expect(logSync.settle()).resolves.toBeUndefined();
    await note(BAD);
    expect(() => logSync.beforeData()).toThrow('EBADF');
  });

  it('writes a file before it is closed, also one that is being written', async () => {
    await note(file);
    const settled = logSync.settle();
    logSync.beforeClose(file);
    closeSync(file);
    await expect(settled).resolves.toBeUndefined();
    logSync.beforeClose(BAD);
  });
});
