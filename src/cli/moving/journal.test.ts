import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Journal } from './journal.ts';

interface Line {
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'luna-journal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function linesOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  await Journal.open<Line>(path, ({ text }) => lines.push(text)).then((journal) => journal.close());
  return lines;
}

it('goes on behind the last whole line, whatever the lines hold', async () => {
  const path = join(folder, 'a.jsonl');
  const journal = await Journal.open<Line>(path, () => undefined);
  await Promise.all(['one', 'two\u2028\r\n👩🏽‍🚀'].map((text) => journal.append({ text })));
  await journal.close();
  appendFileSync(path, '{"text":"half');
  expect(await linesOf(path)).toEqual(['one', 'two\u2028\r\n👩🏽‍🚀']);
  const again = await Journal.open<Line>(path, () => undefined);
  await again.append({ text: 'three' });
  await again.close();
  expect(await linesOf(path)).toEqual(['one', 'two\u2028\r\n👩🏽‍🚀', 'three']);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

it('belongs to one living process', async () => {
  const path = join(folder, 'b.jsonl');
  writeFileSync(`${path}.lock`, '1');
  await expect(linesOf(path)).rejects.toThrow(/process 1 writes/);
  writeFileSync(`${path}.lock`, '999999999');
  expect(await linesOf(path)).toEqual([]);
});

it('says what is wrong with its place or with what is there', async () => {
  await expect(linesOf(join(folder, 'nowhere/c.jsonl'))).rejects.toThrow('cannot be written (ENOENT)');
  const path = join(folder, 'd.jsonl');
  writeFileSync(path, 'rubbish\n');
  await expect(linesOf(path)).rejects.toThrow(/is no journal/);
  expect(readFileSync(path, 'utf8')).toBe('rubbish\n');
});
