import { describe, expect, it } from 'vitest';
import { SearchWatch } from './identification.ts';
import { comparePairs } from './pairs/comparePairs.ts';
import { cosineOf, measureVerification, shareBelow } from './verification.ts';

/** Vectors in a plane, so that the cosine of two is that of the angle between them. */
function planeOf(degrees: readonly number[]) {
  const vectors = Float32Array.from(
    degrees.flatMap((each) => [each, each]),
    (angle, index) => (index % 2 === 0 ? Math.cos((angle * Math.PI) / 180) : Math.sin((angle * Math.PI) / 180)),
  );
  const read = async (start: number, count: number) => vectors.slice(start * 2, (start + count) * 2);
  return { rows: degrees.length, dimension: 2, read };
}

const similarity = (cosine: number) => (cosine + 1) / 2;

describe('pairs of a set', () => {
  /** Three people of two photos each, 10 degrees apart, the people at 0, 90 and 200. */
  const file = planeOf([0, 10, 90, 100, 200, 210]);
  const identities = Int32Array.of(0, 0, 1, 1, 2, 2);
  const question = { file, identities, isDoubtful: () => false, groups: [], nearest: 100 };

  it('are counted by whether they are of one person', async () => {
    const scores = await comparePairs(question);
    expect(scores.genuine).toHaveLength(3);
    expect(scores.impostors.count).toBe(12);
    expect(scores.nearest[0]?.score).toBeCloseTo(Math.cos((80 * Math.PI) / 180), 5);
    const { people, genuine, impostors, points, thresholds } = measureVerification(scores, identities, { similarity });
    expect({ people, genuine, impostors }).toEqual({ people: 3, genuine: 3, impostors: 12 });
    // Twelve pairs carry no rate of 1 %.
    expect(points.every(({ claimed }) => !claimed)).toBe(true);
    const half = thresholds.find((row) => row.similarity === 0.7);
    expect(half).toMatchObject({ falseMatches: 0, fnmr: { value: 0 } });
    expect(half?.fmr.high).toBeGreaterThanOrEqual(0.25);
  });

  it('count neither way when a label is in doubt', async () => {
    const scores = await comparePairs({ ...question, isDoubtful: (a, b) => a + b === 1 });
    expect(scores.impostors.count).toBe(8);
  });

  it('leave out photos of nobody in particular', async () => {
    const scores = await comparePairs({ ...question, identities: Int32Array.of(0, 0, -1, -1, 2, 2) });
    expect([scores.genuine.length, scores.impostors.count]).toEqual([2, 4]);
  });

  it('are counted within groups, too', async () => {
    const groups = [{ name: 'hat=1', has: Uint8Array.of(1, 1, 1, 0, 0, 0) }];
    const { groups: found } = await comparePairs({ ...question, groups });
    expect(found.map(({ name, genuine, impostors }) => [name, genuine.length, impostors.count])).toEqual([
      ['hat=1', 1, 2],
    ]);
  });
});

it('a search finds the right person first, and strangers by their score', async () => {
  // A hundred strangers of one photo, and two people of two; one of these looks like the other on his second photo.
  const file = planeOf([0, 10, 60, 5, ...Array.from({ length: 100 }, (_, index) => 120 + index)]);
  const identities = Int32Array.from({ length: 104 }, (_, row) => (row < 4 ? row >> 1 : row));
  const watch = new SearchWatch(identities);
  await comparePairs({
    file,
    identities,
    isDoubtful: () => false,
    groups: [],
    nearest: 10,
    onPair: (...pair) => watch.onPair(...pair),
  });
  const found = watch.measure(similarity);
  expect(found).toMatchObject({ enrolled: 2, mated: 2, strangers: 100, rank1: { value: 0.5 } });
  expect(found?.points.map(({ fpir, claimed }) => [fpir, claimed])).toEqual([
    [0.1, true],
    [0.03, true],
    [0.01, false],
    [0.003, false],
    [0.001, false],
  ]);
});

it('finds shares and thresholds by halving', () => {
  expect(shareBelow([0.1, 0.2, 0.3, 0.4], 0.3)).toBe(0.5);
  expect(cosineOf(0.75, similarity)).toBeCloseTo(0.5, 9);
});
