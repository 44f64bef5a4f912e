import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/databases/pglite/directoryLock.ts';
import { type Child, startChild } from './support/child.ts';

const HOLDER = new URL('./support/holdDirectory.ts', import.meta.url);

describe('lock of the database directory', () => {
  let directory: string;
  const children: Child[] = [];
  const start = async (path = directory) => {
    const child = await startChild(HOLDER, path);
    children.push(child);
    return child;
  };

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lock-test-'));
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    await rm(directory, { recursive: true, force: true });
  });

  it('refuses while another process has it, and names that process and the directory', async () => {
    const holder = await start();
    await holder.line('holding');
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      reason: 'locked',
      message: `the database directory ${directory} is in use by process ${holder.pid}: stop it first`,
    });
  });

  it('refuses a second time within one process', async () => {
    const lock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ reason: 'locked' });
    lock.release();
    (await lockDirectory(directory)).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is free after kill -9, as often as that happens', async () => {
    for (let round = 0; round < 3; round++) {
      const holder = await start();
      await holder.line('holding');
      await holder.kill('SIGKILL');
      expect(readdirSync(directory)).toHaveLength(1);
      const lock = await lockDirectory(directory);
      expect(readdirSync(directory)).toHaveLength(1);
      lock.release();
    }
  });

  it('is held by a process that is stopped and cannot say who it is', async () => {
    const holder = await start();
    await holder.line('holding');
    process.kill(holder.pid, 'SIGSTOP');
    await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${holder.pid}`);
    process.kill(holder.pid, 'SIGCONT');
  });

  it('does not mind that the pid of a dead holder lives again', async () => {
    // Left by a dead process whose number another one, this one, has now.
    const path = join(directory, `lock.${process.pid}.deadbeef`);
    const holder = await startChild(new URL('./support/leaveSocket.ts', import.meta.url), path);
    children.push(holder);
    await holder.line('listening');
    await holder.kill('SIGKILL');
    expect(existsSync(path)).toBe(true);
    (await lockDirectory(directory)).release();
  });

  it('believes a listener, whatever pid it goes by: it may live in another container', async () => {
    const path = join(directory, 'lock.4194305.0badcafe');
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(path, resolve));
    await expect(lockDirectory(directory)).rejects.toThrow('in use by process 4194305');
    silent.close();
    (await lockDirectory(directory)).release();
  });

  it('goes to exactly one of several that start at the same time', async () => {
    // One that died before is in their way.
    const dead = await start();
    await dead.line('holding');
    await dead.kill();
    const rivals = await Promise.all(Array.from({ length: 4 }, () => start()));
    await Promise.all(rivals.map((rival) => Promise.race([rival.line('holding'), rival.line('refused')])));
    expect(rivals.filter(({ lines }) => lines.includes('holding'))).toHaveLength(1);
  });

  it('goes to exactly one of many attempts within one process', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockDirectory(directory)));
    const winners = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(winners).toHaveLength(1);
    winners[0]?.release();
  });

  it('reaches a directory whose path is longer than a socket may have', async () => {
    const deep = join(directory, 'x'.repeat(100), 'y'.repeat(100));
    await mkdir(deep, { recursive: true });
    const holder = await start(deep);
    await holder.line('holding');
    await expect(lockDirectory(deep)).rejects.toThrow(`in use by process ${holder.pid}`);
  });

  it('says what is wrong with a directory that cannot be used', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    await expect(lockDirectory(join(file, 'below'))).rejects.toMatchObject({ reason: 'unusable-directory' });
    await expect(lockDirectory('/proc/self')).rejects.toMatchObject({ reason: 'unusable-directory' });
  });
});
