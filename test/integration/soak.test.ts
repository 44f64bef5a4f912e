import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'soak-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run bench:soak` is the long form, which tells of times and memory as well. */
it('a mixed load ends without an error, with all that was acknowledged, and with nothing of nobody', async () => {
  const json = join(folder, 'soak.json');
  const script = join(import.meta.dirname, '../../bench/soak.ts');
  const options = ['--minutes', '0.15', '--connections', '24', '--photographers', '3', '--population', '10'];
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...options, '--json', json]);
  const { rows } = JSON.parse(readFileSync(json, 'utf8')) as {
    rows: { what: string; value: number; reach?: string }[];
  };
  const counted = rows.filter(({ reach }) => reach === '0');
  expect(counted.map(({ what, value }) => [what, value])).toEqual([
    ['errors', 0],
    ['acknowledged writes that are lost', 0],
    ['erased persons that are back', 0],
    ['descriptors of nobody', 0],
    ['portraits of nobody', 0],
  ]);
  expect(rows.find(({ what }) => what === 'photos')?.value).toBeGreaterThan(0);
});
