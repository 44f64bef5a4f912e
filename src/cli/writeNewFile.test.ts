import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeChunks, writeNewFile } from './writeNewFile.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-file-'));
  path = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* chunks(failure?: Error) {
  yield Buffer.from('one ');
  if (failure) throw failure;
  yield Buffer.from('two');
}

test('the file has its name when it is whole, and is its owner’s', async () => {
  await writeNewFile(path, async (file) => {
    await writeChunks(chunks(), file);
    expect(readdirSync(folder)).not.toContain('out');
  });
  expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['out'], 'one two']);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('of one that breaks off nothing stays, and what broke it is told', async () => {
  const cut = new Error('cut off');
  await expect(writeNewFile(path, (file) => writeChunks(chunks(cut), file))).rejects.toBe(cut);
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  await expect(writeNewFile(path, (file) => writeChunks(chunks(full), file))).rejects.toThrow(
    'out cannot be written (ENOSPC): nothing was kept',
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('one that a signal stops leaves nothing either', async () => {
  const writing = writeNewFile(path, async (file, signal) => {
    await writeChunks(chunks(), file);
    await sleep(5_000, undefined, { signal });
  });
  const stopped = expect(writing).rejects.toThrow('stopped: nothing was kept');
  await expect.poll(() => readdirSync(folder).length).toBe(1);
  process.emit('SIGTERM');
  await stopped;
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that is there stays as it is, and nothing is asked for', async () => {
  writeFileSync(path, 'mine');
  await expect(writeNewFile(path, () => Promise.reject(new Error('asked')))).rejects.toThrow('exists: name another');
  expect([readdirSync(folder), readFileSync(path, 'utf8')]).toEqual([['out'], 'mine']);
});
