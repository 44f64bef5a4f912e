import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { needs } from '../support/run/needs.ts';
import { hasSlowDisk } from '../support/slowDisk.ts';

const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLED = 'node killed';
const STALLS = 'disk that stalls';
/** It waits for faults to be over, and for a node that starts again. */
const LONGEST_MS = 200_000;
let reports: readonly {
  readonly fault: string;
  readonly foreign: number;
  readonly lost: number;
  readonly back: number;
}[];

/** `npm run bench:chaos` is the long form, with every fault, on both databases. It ends with 1 where a promise is broken. */
beforeAll(async () => {
  const json = join(folder, 'chaos.json');
  const script = join(import.meta.dirname, '../../bench/chaos.ts');
  const faults = ['--minutes', '0', '--only', `${KILLED},${STALLS}`, '--patience', '10'];
  const load = ['--connections', '16', '--photographers', '2', '--population', '20'];
  const args = ['--import', 'tsx', script, ...faults, ...load, '--json', json];
  // It takes its disk and its nodes along when it is told to end.
  await promisify(execFile)(process.execPath, args, { timeout: LONGEST_MS });
  ({ reports } = JSON.parse(readFileSync(json, 'utf8')));
}, LONGEST_MS + 40_000);

const reportOf = (name: string) => reports.filter(({ fault }) => fault.startsWith(name));
const well = [expect.objectContaining({ times: 1, foreign: 0, lost: 0, back: 0, orphans: 0, problems: [] })];

it('a node that is killed under load is well again in time, with all that was acknowledged', () => {
  expect(reportOf(KILLED)).toEqual(well);
});

it(
  'a disk that takes three seconds for each write-through: requests that do not need it go on, /readyz says so, and nothing is lost',
  needs(hasSlowDisk, 'strace is not installed, or may not trace'),
  () => {
    expect(reportOf(STALLS)).toEqual(well);
  },
);
