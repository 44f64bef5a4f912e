import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs } from '../support/run/needs.ts';
import { hasMoto } from '../support/s3/motoServer.ts';
import { hasSlowDisk } from '../support/slowDisk.ts';

/** `npm run bench:chaos` is the long form, with every fault, on both databases. It ends with 1 where a promise is broken. */

const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** It waits for faults to be over, and for a node that starts again. */
const LONGEST_MS = 300_000;

interface Report {
  readonly fault: string;
}

/** Each of the faults once. @param options beside these */
async function cause(faults: readonly string[], options: readonly string[]): Promise<readonly Report[]> {
  const json = join(folder, 'chaos.json');
  const script = join(import.meta.dirname, '../../bench/chaos.ts');
  const which = ['--minutes', '0', '--only', faults.join(), '--patience', '10'];
  const load = ['--connections', '16', '--photographers', '2', '--population', '20'];
  const args = ['--import', 'tsx', script, ...which, ...load, ...options, '--json', json];
  // It takes its disk and its nodes along when it is told to end.
  await promisify(execFile)(process.execPath, args, { timeout: LONGEST_MS });
  return JSON.parse(readFileSync(json, 'utf8')).reports;
}

const expectWell = (reports: readonly Report[], name: string) =>
  expect(reports.filter(({ fault }) => fault.startsWith(name))).toEqual([
    expect.objectContaining({ times: 1, foreign: 0, lost: 0, back: 0, orphans: 0, plain: [], problems: [] }),
  ]);

describe('a node as it is by default', () => {
  const KILLED = 'node killed';
  const STALLS = 'disk that stalls';
  let reports: readonly Report[];
  beforeAll(async () => {
    reports = await cause([KILLED, STALLS], []);
  });

  it('a node that is killed under load is well again in time, with all that was acknowledged', () => {
    expectWell(reports, KILLED);
  });

  it(
    'a disk that takes three seconds for each write-through: requests that do not need it go on, /readyz says so, and nothing is lost',
    needs(hasSlowDisk, 'strace is not installed, or may not trace'),
    () => {
      expectWell(reports, STALLS);
    },
  );
});

describe('a sealed node in LP3 mode', () => {
  const ROTATED = 'master key rotated';
  const FROZEN = 'S3 frozen';
  let reports: readonly Report[];
  beforeAll(async () => {
    const options = ['--sealed', '--mode', 'lp3'];
    reports = await (hasMoto ? cause([ROTATED, FROZEN], [...options, '--s3']) : cause([ROTATED], options));
  });

  it('master keys that are rotated under load: nobody notices, and no face is on the disk as it is', () => {
    expectWell(reports, ROTATED);
  });

  it(
    'a bucket that freezes: what needs it is refused, and no portrait of nobody is left',
    needs(hasMoto, 'there is no moto_server (python3-moto, or pip install moto[s3,server])'),
    () => {
      expectWell(reports, FROZEN);
    },
  );
});
