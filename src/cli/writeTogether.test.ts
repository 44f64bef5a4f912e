import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeTogether } from './writeTogether.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'luna-lines-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

it('writes lines together, a warning at once with what waits, and at the end of the process the rest', async () => {
  const file = join(folder, 'log');
  const destination = writeTogether(file);
  const log = pino(destination);
  const pieces: number[] = [];
  destination.on('write', (bytes) => pieces.push(bytes));
  const messages = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).msg);
  await once(destination, 'ready');

  for (const message of ['one', 'zwölf 人', 'three']) log.info(message);
  vi.advanceTimersByTime(20);
  await once(destination, 'drain');
  expect([messages(), pieces.length]).toEqual([['one', 'zwölf 人', 'three'], 1]);

  log.info('four');
  log.warn('five');
  await once(destination, 'drain');
  expect([messages().slice(3), pieces.length]).toEqual([['four', 'five'], 2]);

  destination.writeLater('{"msg":"not by the logger"}\n');
  expect(vi.getTimerCount()).toBe(1);
  log.info('six');
  // As the end of the process does.
  destination.flushSync();
  expect([messages().slice(5), pieces.length]).toEqual([['not by the logger', 'six'], 2]);
  destination.end();
  await once(destination, 'close');
});

it('writes lines of any length, in their order', async () => {
  const file = join(folder, 'log');
  const destination = writeTogether(file);
  await once(destination, 'ready');
  const lines = [10, 30_000, 20, 70_000, 1, 21_000, 21_000, 21_000, 5].map(
    (length, index) => `${index} ${'é人'.repeat(length / 2)}\n`,
  );
  for (const line of lines) destination.writeLater(line);
  vi.advanceTimersByTime(20);
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe(lines.join('')), { timeout: 5000 });
  destination.end();
  await once(destination, 'close');
});
