import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gaussSource, randomSource, randomVector, variation } from '../../../test/support/vectors.ts';
import { newId, type PersonId } from '../../domain/ids.ts';
import type { Match } from '../gallery.ts';
import { digitsFor, type Kernel, loadKernelOf } from '../kernel/loadKernel.ts';
import { MAX_LIMIT } from '../kernel/scratch.ts';
import { MemoryBudget } from '../memory/memoryBudget.ts';
import { BlockArena } from '../rows/blockArena.ts';
import { BLOCK_ROWS } from '../rows/blockLayout.ts';
import { createChunk } from '../rows/chunk.ts';
import { type Row, RowTable } from '../rows/rowTable.ts';
import { createProbe, type Probe } from './cosine.ts';
import { Scanner } from './scanner.ts';
import { TopMatches } from './topMatches.ts';

const relaxed = loadKernelOf('relaxed');
const simd = loadKernelOf('simd');

/** A table with the threads' view of it: slot 1 of 2, so that a wrong scratch would show. */
function createTable(dimension: number, kernel: Kernel | undefined) {
  const scanner = new Scanner(kernel, 1);
  let chunkId = 0;
  const arena = new BlockArena(dimension, digitsFor(kernel), new MemoryBudget(2 ** 32, () => false), () => {
    const chunk = createChunk(chunkId++, dimension, 2, kernel !== undefined);
    scanner.attach(chunk);
    return chunk;
  });
  const table = new RowTable(arena);
  const search = (vectors: readonly Float32Array[], limit: number, groupBy: 'person' | 'descriptor', shares = 1) => {
    const top = new TopMatches(limit, groupBy);
    const probes = vectors.flatMap((vector) => createProbe(vector) ?? []);
    for (const runs of table.split(shares)) scanner.scan(runs, probes, top);
    return top.matches;
  };
  const searchTogether = (
    queries: readonly { probe: Float32Array; limit: number; groupBy: 'person' | 'descriptor' }[],
  ) => {
    const searches = queries.map(({ probe, limit, groupBy }) => ({
      probes: [createProbe(probe) as Probe],
      top: new TopMatches(limit, groupBy),
    }));
    for (const runs of table.split(2)) scanner.scanTogether(runs, searches);
    return searches.map(({ top }) => top.matches);
  };
  return { table, search, searchTogether };
}

/** Compares everything in the plainest way. */
function naive(rows: Iterable<Row>, probes: readonly Float32Array[], limit: number, groupBy: 'person' | 'descriptor') {
  const best = new Map<string, Match>();
  for (const { descriptorId, personId, vector } of rows) {
    const key = groupBy === 'person' ? personId : descriptorId;
    const length = Math.hypot(...vector);
    if (key === null || !(length > 0 && Number.isFinite(length))) continue;
    for (const probe of probes) {
      const product = probe.reduce((sum, component, index) => sum + component * (vector[index] ?? 0), 0);
      const cosine = product / (Math.hypot(...probe) * length);
      const known = best.get(key);
      if (!known || cosine > known.cosine) best.set(key, { descriptorId, personId, cosine });
    }
  }
  return [...best.values()].sort((a, b) => b.cosine - a.cosine).slice(0, limit);
}

function expectSame(found: readonly Match[], expected: readonly Match[]): void {
  expect(found.map(({ descriptorId }) => descriptorId)).toEqual(expected.map(({ descriptorId }) => descriptorId));
  expect(found.map(({ personId }) => personId)).toEqual(expected.map(({ personId }) => personId));
  for (const [index, { cosine }] of found.entries()) {
    expect(Math.abs(cosine - (expected[index]?.cosine ?? 0))).toBeLessThan(1e-6);
  }
}

/** Persons with several pictures, some of nobody; one of them owns far more rows than all others. */
function crowd(count: number, dimension: number, seed: number) {
  const gauss = gaussSource(randomSource(seed));
  const persons = Array.from({ length: Math.ceil(count / 5) + 1 }, () => ({
    personId: newId<PersonId>(),
    face: randomVector(dimension, gauss),
  }));
  const rows = Array.from({ length: count }, (_, index): Row => {
    const person = persons[index % 3 === 0 ? 0 : index % persons.length] as (typeof persons)[number];
    const personId = index % 7 === 6 ? null : person.personId;
    return { descriptorId: newId(), personId, vector: variation(person.face, gauss) };
  });
  const probe = (person: number) =>
    variation((persons[person % persons.length] ?? persons[0])?.face as Float32Array, gauss);
  return { rows, probe };
}

test('WASM SIMD is here', () => expect(simd).toBeDefined());

describe.each([
  // Not on Node.js 20: test/integration/relaxedKernel.test.ts runs it on a newer one.
  ...(relaxed ? [['relaxed', relaxed] as const] : []),
  ['SIMD', simd] as const,
  ['JavaScript', undefined] as const,
])('%s scan', (_name, kernel) => {
  test('finds what a comparison of everything finds', () => {
    fc.assert(
      fc.property(
        fc.record({
          count: fc.integer({ min: 0, max: 400 }),
          // In one or two dimensions cosines tie, which is another test's matter.
          dimension: fc.constantFrom(3, 15, 16, 17, 31, 128, 129, 256, 512),
          seed: fc.integer({ min: 1, max: 2 ** 31 }),
          probes: fc.integer({ min: 1, max: 5 }),
          limit: fc.integer({ min: 1, max: 20 }),
          shares: fc.integer({ min: 1, max: 4 }),
          groupBy: fc.constantFrom('person' as const, 'descriptor' as const),
        }),
        ({ count, dimension, seed, probes: probeCount, limit, shares, groupBy }) => {
          const { rows, probe } = crowd(count, dimension, seed);
          const { table, search } = createTable(dimension, kernel);
          for (const row of rows) table.put(row);
          const probes = Array.from({ length: probeCount }, (_, index) => probe(index));
          expectSame(search(probes, limit, groupBy, shares), naive(rows, probes, limit, groupBy));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('searches together find what each finds alone', () => {
    const { rows, probe } = crowd(9000, 32, 7);
    const { table, search, searchTogether } = createTable(32, kernel);
    for (const row of rows) table.put(row);
    const queries = [1, 2, 3, 40].map((limit, index) => ({
      probe: probe(index),
      limit,
      groupBy: index % 2 === 0 ? ('person' as const) : ('descriptor' as const),
    }));
    const alone = queries.map((query) => search([query.probe], query.limit, query.groupBy));
    expect(searchTogether(queries)).toEqual(alone);
    expect(alone.map(({ length }) => length)).toEqual([1, 2, 3, 40]);
    expect(searchTogether(queries.slice(0, 1))).toEqual(alone.slice(0, 1));
  });

  test('stays right while rows come, change and go', () => {
    const dimension = 33;
    const random = randomSource(5);
    const { rows: stock, probe } = crowd(1500, dimension, 5);
    const { table, search } = createTable(dimension, kernel);
    const kept = new Map<string, Row>();
    for (const [step, row] of [...stock, ...stock].entries()) {
      const stored = { ...row, personId: step > stock.length ? null : row.personId };
      if (random() < 0.6) {
        table.put(stored);
        kept.set(row.descriptorId, stored);
      } else {
        expect(table.remove(row.descriptorId)).toBe(kept.delete(row.descriptorId));
      }
      if (step % 250 > 0) continue;
      const probes = [probe(step)];
      expectSame(search(probes, 5, 'person'), naive(kept.values(), probes, 5, 'person'));
    }
    expect(table.count).toBe(kept.size);
    for (const groupBy of ['person', 'descriptor'] as const) {
      const probes = [probe(1), probe(2)];
      expectSame(search(probes, 10, groupBy), naive(kept.values(), probes, 10, groupBy));
    }
  });

  test('a row that was removed is not found, though its bytes are still there', () => {
    const gauss = gaussSource(randomSource(21));
    const { table, search } = createTable(64, kernel);
    const rows = Array.from({ length: 6 }, (): Row => {
      return { descriptorId: newId(), personId: null, vector: randomVector(64, gauss) };
    });
    for (const row of rows) table.put(row);
    const last = rows[5] as Row;
    table.remove(last.descriptorId);
    const found = search([last.vector], 6, 'descriptor').map(({ descriptorId }) => descriptorId);
    expect(found.sort()).toEqual(
      rows
        .slice(0, 5)
        .map(({ descriptorId }) => descriptorId)
        .sort(),
    );
  });

  test('the best of rows that all look away', () => {
    const gauss = gaussSource(randomSource(22));
    const { table, search } = createTable(96, kernel);
    const face = randomVector(96, gauss);
    const rows = Array.from({ length: 3000 }, (): Row => {
      return { descriptorId: newId(), personId: null, vector: variation(face, gauss).map((each) => -each) };
    });
    for (const row of rows) table.put(row);
    expectSame(search([face], 3, 'descriptor'), naive(rows, [face], 3, 'descriptor'));
  });

  test('the same vector gives exactly 1, and equal rows are ordered by descriptor id', () => {
    const gauss = gaussSource(randomSource(3));
    const { table, search } = createTable(512, kernel);
    const face = randomVector(512, gauss);
    const twins = Array.from({ length: 300 }, () => ({ descriptorId: newId(), personId: null, vector: face }) as Row);
    for (const row of twins) table.put(row);
    const found = search([face.slice()], 4, 'descriptor');
    const sorted = twins.map(({ descriptorId }) => descriptorId).sort();
    expect(found.map(({ descriptorId }) => descriptorId)).toEqual(sorted.slice(0, 4));
    expect(found.map(({ cosine }) => cosine)).toEqual([1, 1, 1, 1]);
  });

  test('every person counts with its best row, even when one owns all the top rows', () => {
    const gauss = gaussSource(randomSource(4));
    const { table, search } = createTable(128, kernel);
    const face = randomVector(128, gauss);
    const owner = newId<PersonId>();
    const others = Array.from({ length: 3 }, (): Row => {
      return { descriptorId: newId(), personId: newId(), vector: randomVector(128, gauss) };
    });
    const own = Array.from({ length: 9000 }, (): Row => {
      return { descriptorId: newId(), personId: owner, vector: variation(face, gauss, 0.1) };
    });
    for (const row of [...own, ...others]) table.put(row);
    const found = search([face], 3, 'person');
    expectSame(found, naive([...own, ...others], [face], 3, 'person'));
    expect(new Set(found.map(({ personId }) => personId)).size).toBe(3);
  });

  test.each([512, 1056])('vectors of %i components that are all as large as can be', (dimension) => {
    const gauss = gaussSource(randomSource(31));
    const { table, search } = createTable(dimension, kernel);
    const ones = new Float32Array(dimension).fill(1);
    const rows = Array.from({ length: 200 }, (_, index): Row => {
      const vector = variation(ones, gauss, 0.3);
      return { descriptorId: newId(), personId: null, vector: index % 2 === 0 ? vector : vector.map((each) => -each) };
    });
    for (const row of rows) table.put(row);
    const opposite = ones.map((each) => -each);
    for (const probe of [ones, opposite])
      expectSame(search([probe], 5, 'descriptor'), naive(rows, [probe], 5, 'descriptor'));
  });

  test('more candidates than the kernel can hold at once, and limits beyond its table', () => {
    const { rows, probe } = crowd(7000, 16, 9);
    const { table, search } = createTable(16, kernel);
    for (const row of rows) table.put(row);
    const probes = [probe(0)];
    for (const limit of [5, MAX_LIMIT, MAX_LIMIT + 1, 10_000]) {
      expectSame(search(probes, limit, 'descriptor'), naive(rows, probes, limit, 'descriptor'));
    }
  });

  test('more probes than fit into one pass', () => {
    const { rows, probe } = crowd(500, 64, 11);
    const { table, search } = createTable(64, kernel);
    for (const row of rows) table.put(row);
    const probes = Array.from({ length: 71 }, (_, index) => probe(index));
    expectSame(search(probes, 7, 'person'), naive(rows, probes, 7, 'person'));
  });

  test('vectors without direction poison nothing', () => {
    const { rows, probe } = crowd(200, 48, 13);
    const { table, search } = createTable(48, kernel);
    for (const row of rows) table.put(row);
    const broken = [0, Number.NaN, Number.POSITIVE_INFINITY].map((value): Row => {
      return { descriptorId: newId(), personId: newId(), vector: new Float32Array(48).fill(value) };
    });
    expect(broken.map((row) => table.put(row))).toEqual([false, false, false]);
    expect(table.put({ ...(rows[0] as Row), vector: new Float32Array(47).fill(1) })).toBe(false);
    const probes = [probe(1)];
    expectSame(search(probes, 10, 'descriptor'), naive(rows.slice(1), probes, 10, 'descriptor'));
    expect(search([new Float32Array(48)], 10, 'descriptor')).toEqual([]);
  });
});

test('a row of 512 components takes at most 560 bytes besides its float vector, id index and all', () => {
  const { table } = createTable(512, simd);
  const { rows } = crowd(12_800, 512, 1);
  const worst = rows.map((row) => {
    table.put(row);
    return table.count % BLOCK_ROWS === 0 ? table.bytes / table.count : 0;
  });
  expect(Math.max(...worst)).toBeLessThanOrEqual(560);
});
