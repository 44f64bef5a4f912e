import { expect, test } from 'vitest';
import { Unavailable } from '../../domain/errors.ts';
import type { Match } from '../gallery.ts';
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

test('a search that nobody waits for is not begun', async () => {
  const { scans, shared, turn } = setUp();
  const client = new AbortController();
  const first = shared.search(queryOf(1));
  const abandoned = shared.search(queryOf(2), client.signal);
  const last = shared.search(queryOf(3));
  client.abort(new Error('gone'));
  await expect(abandoned).rejects.toThrow('gone');
  scans[0]?.end();
  await turn();
  scans[1]?.end();
  expect(await Promise.all([first, last])).toEqual([1, 3].map(matchOf));
  expect(scans.map(({ limits }) => limits)).toEqual([[1], [3]]);
});

test.each([
  ['many', 1001, 0],
  ['long', 60, 512 * 1024],
])(
  'one of too %s searches that wait is refused, and there is room when they are done',
  async (_what, count, floats) => {
    const { scans, shared, turn } = setUp();
    const probes = [new Float32Array(floats)];
    const found = Array.from({ length: count }, (_, limit) => shared.search({ ...queryOf(limit), probes }));
    const late = Promise.allSettled(found);
    await expect(shared.search({ ...queryOf(0), probes })).rejects.toThrow(Unavailable);
    for (let scan = 0; scan < scans.length; scan++) {
      scans[scan]?.end();
      await turn();
    }
    await late;
    const next = shared.search({ ...queryOf(7), probes });
    scans.at(-1)?.end();
    expect(await next).toEqual(matchOf(7));
  },
);
