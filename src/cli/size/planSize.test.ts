import { describe, expect, test } from 'vitest';
import { COSTS } from './costs.ts';
import { formatPlan } from './formatPlan.ts';
import { planSize, type Wanted } from './planSize.ts';

const wanted: Wanted = {
  persons: 50_000,
  facesPerPerson: 1,
  listFaces: 50_000,
  searchesPerSecond: 2,
  photosPerSecond: 2,
  dimension: 256,
  coresPerNode: 4,
  photosPerCore: COSTS.photosPerCore,
  comparisonsPerCore: COSTS.comparisonsPerCore,
  portraits: true,
};

describe('the size of a site', () => {
  test('a small one is a node with the embedded database', () => {
    const plan = planSize(wanted);
    expect(plan).toMatchObject({ faces: 50_000, nodes: 1, database: 'embedded' });
    expect(formatPlan(wanted, plan)).not.toContain('shared_buffers');
  });

  test('a million faces at 50 searches a second take several nodes, one to spare', () => {
    const plan = planSize({ ...wanted, persons: 1e6, listFaces: 1e6, searchesPerSecond: 50, photosPerSecond: 50 });
    // 50 M comparisons a second at 40 M a core, and 50 photos at 12.
    expect(plan.cores.searches).toBeCloseTo(1.25);
    expect(plan.cores.photos).toBeCloseTo(50 / 12);
    expect(plan.nodes).toBe(3);
    expect(plan.galleryMemory).toBeGreaterThan(1e6 * 256 * 5);
    expect(plan.nodeMemory).toBeGreaterThan(plan.galleryMemory);
  });

  test('everything grows with the faces; nothing with portraits that are off', () => {
    const small = planSize(wanted);
    const large = planSize({ ...wanted, persons: 10 * wanted.persons, portraits: false });
    expect(large.databaseBytes).toBe(10 * small.databaseBytes);
    expect(large.nodeMemory).toBeGreaterThan(small.nodeMemory);
    expect(large.portraitBytes).toBe(0);
    expect(formatPlan(wanted, large)).toMatch(/portraits +none/);
  });

  test('the settings of Postgres stay within what a server takes', () => {
    const { postgres } = planSize({ ...wanted, persons: 1e9, listFaces: 1e6 });
    expect(postgres.sharedBuffers).toBe(16 * 1024 ** 3);
    expect(postgres.maxConnections).toBeGreaterThan(20);
  });
});
