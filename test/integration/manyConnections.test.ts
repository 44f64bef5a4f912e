import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'connections-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run bench:connections` is the long form, which tells of times and memory as well. */
it('idle and slow connections keep nobody out, end by the settings, and leave nothing behind', async () => {
  const json = join(folder, 'connections.json');
  const script = join(import.meta.dirname, '../../bench/hostile/connections.ts');
  const counts = ['--idle', '150', '--slow', '75'];
  const limits = ['--request-seconds', '4', '--keep-seconds', '3', '--body-megabytes', '24'];
  const run = [process.execPath, ['--import', 'tsx', script, ...counts, ...limits, '--json', json]] as const;
  await promisify(execFile)(run[0], [...run[1]]);
  const { rows } = JSON.parse(readFileSync(json, 'utf8')) as {
    rows: { what: string; value: number; reach?: string }[];
  };
  const measured = (name: string) => rows.find(({ what }) => what === name)?.value;
  expect(rows.filter(({ reach, value }) => reach === '0' && value !== 0)).toEqual([]);
  expect(rows.filter(({ reach }) => reach === '0').length).toBe(10);
  for (const kind of ['nothing at all', 'a header without end', 'a JSON body by bytes', 'a picture by bytes'])
    expect(measured(`${kind}: told 408`)).toBeGreaterThan(0);
  expect(measured('GET by others')).toBeGreaterThan(0);
  expect(measured('extraction by others')).toBeGreaterThan(0);
});
