import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PairFile } from './pairFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-pairs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const freshPath = () => join(folder, `${++files}.csv`);
const PARAMETERS = { list: 'a', threshold: 0.9 };
const done = (after: string, pairs: number) => ({ after, probes: pairs, comparisons: 0, pairs, skipped: 0 });

it('goes on behind the last line that the journal knows', async () => {
  const path = freshPath();
  const first = await PairFile.open(path, PARAMETERS, 'header\n');
  expect(first.resumed).toBe(false);
  await first.append('one\n', done('1', 1));
  await first.close();
  appendFileSync(path, 'half a li');

  const second = await PairFile.open(path, PARAMETERS, 'header\n');
  expect(second).toMatchObject({ resumed: true, progress: done('1', 1) });
  await second.append('two\n', done('2', 2));
  await second.finish();
  await second.close();
  expect(readFileSync(path, 'utf8')).toBe('header\none\ntwo\n');
  expect(existsSync(`${path}.journal`)).toBe(false);
});

it('lets go of an output that another run has taken over, while that goes on and when it is done', async () => {
  const path = freshPath();
  const first = await PairFile.open(path, PARAMETERS, 'header\n');
  await first.append('one\n', done('1', 1));
  const second = await PairFile.open(path, PARAMETERS, 'header\n');
  await expect(first.append('two\n', done('2', 2))).rejects.toThrow(/taken over/);
  await expect(first.finish()).rejects.toThrow(/taken over/);
  await second.append('two\n', done('2', 2));
  // What the first was writing when it was taken over from.
  appendFileSync(path, 'three\n');
  await second.finish();
  expect(readFileSync(path, 'utf8')).toBe('header\none\ntwo\n');
  await expect(first.append('two\n', done('2', 2))).rejects.toThrow(/taken over/);
  expect(existsSync(`${path}.journal`)).toBe(false);
  await Promise.all([first.close(), second.close()]);
});

it('goes on when nothing but the journal was written', async () => {
  const path = freshPath();
  await PairFile.open(path, PARAMETERS, 'header\n').then((file) => file.close());
  const journal = JSON.parse(readFileSync(`${path}.journal`, 'utf8'));
  writeFileSync(`${path}.journal`, JSON.stringify({ ...journal, bytes: 0 }));
  rmSync(path);
  await PairFile.open(path, PARAMETERS, 'header\n').then((file) => file.close());
  expect(readFileSync(path, 'utf8')).toBe('header\n');
});

it('touches neither a finished output nor that of another run', async () => {
  const path = freshPath();
  writeFileSync(path, 'done\n');
  await expect(PairFile.open(path, PARAMETERS, '')).rejects.toThrow(/exists/);
  expect(readFileSync(path, 'utf8')).toBe('done\n');

  const other = freshPath();
  await PairFile.open(other, PARAMETERS, '').then((file) => file.close());
  await expect(PairFile.open(other, { ...PARAMETERS, threshold: 0.5 }, '')).rejects.toThrow(
    /threshold 0\.9 and not 0\.5/,
  );
});

it('refuses an output that is shorter than the journal says, and a journal that is none', async () => {
  const path = freshPath();
  await PairFile.open(path, PARAMETERS, 'header\n').then((file) => file.close());
  writeFileSync(path, '');
  await expect(PairFile.open(path, PARAMETERS, 'header\n')).rejects.toThrow(/less in it/);
  writeFileSync(`${path}.journal`, 'rubbish');
  await expect(PairFile.open(path, PARAMETERS, 'header\n')).rejects.toThrow(/is not a journal/);
});

it('says in one line, with the name of the output, why it cannot be written', async () => {
  const nowhere = join(folder, 'nowhere', 'pairs.csv');
  await expect(PairFile.open(nowhere, PARAMETERS, '')).rejects.toMatchObject({
    message: `${nowhere} cannot be written (ENOENT)`,
    exitCode: 2,
  });
  const taken = mkdtempSync(join(folder, 'taken-'));
  const path = join(taken, 'pairs.csv');
  const file = await PairFile.open(path, PARAMETERS, '');
  rmSync(taken, { recursive: true });
  await expect(file.append('one\n', done('1', 1))).rejects.toThrow(`${path} cannot be written (ENOENT)`);
  await file.close();
});
