import { expect, test } from 'vitest';
import type { Match } from './gallery.ts';
import type { ScanQuery } from './scanJob.ts';
import { SharedScan } from './sharedScan.ts';

const queryOf = (limit: number): ScanQuery => ({ probes: [], limit, groupBy: 'person' });
const matchOf = (cosine: number) => [{ cosine }] as unknown as readonly Match[];

function setUp() {
  const scans: { readonly limits: number[]; readonly end: (error?: Error) => void }[] = [];
  const shared = new SharedScan((queries) => {
    const limits = queries.map(({ limit }) => limit);
    return new Promise((resolve, reject) => {
      scans.push({ limits, end: (error) => (error ? reject(error) : resolve(limits.map(matchOf))) });
    });
  });
  const turn = () => new Promise(setImmediate);
  return { scans, shared, turn };
}

test('what comes while a scan is under way is scanned together after it, four at most, each with its own answer', async () => {
  const { scans, shared, turn } = setUp();
  const found = [1, 2, 3, 4, 5, 6].map((limit) => shared.search(queryOf(limit)));
  for (let scan = 0; scan < 3; scan++) {
    expect(scans).toHaveLength(scan + 1);
    scans[scan]?.end();
    await turn();
  }
  expect(scans.map(({ limits }) => limits)).toEqual([[1], [2, 3, 4, 5], [6]]);
  expect(await Promise.all(found)).toEqual([1, 2, 3, 4, 5, 6].map(matchOf));
});

test('a scan that fails fails its own searches, and the next ones are answered', async () => {
  const { scans, shared, turn } = setUp();
  const [first, second] = [shared.search(queryOf(1)), shared.search(queryOf(2))];
  scans[0]?.end(new Error('the thread died'));
  await expect(first).rejects.toThrow('the thread died');
  await turn();
  scans[1]?.end();
  expect(await second).toEqual(matchOf(2));
});
