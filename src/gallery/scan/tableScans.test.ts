import { expect, test, vi } from 'vitest';
import { gaussSource, randomSource, randomVector } from '../../../test/support/vectors.ts';
import { Unavailable } from '../../domain/errors.ts';
import { newId, type PersonId } from '../../domain/ids.ts';
import { silentLog } from '../memory/galleryLog.ts';
import { MemoryBudget } from '../memory/memoryBudget.ts';
import { createProbe, type Probe } from './cosine.ts';
import { TableScans } from './tableScans.ts';
import { TopMatches } from './topMatches.ts';

const DIMENSION = 512;
/** More than the calling thread scans itself without the kernel. */
const ROWS = 3000;

test('threads that could not start are made anew for a later search', async () => {
  const warnings: unknown[] = [];
  const scans = new TableScans({
    workers: 2,
    budget: new MemoryBudget(2 ** 32, () => false),
    log: { ...silentLog, warn: (details: unknown) => warnings.push(details) },
    kernel: 'javascript',
    threadEntry: new URL('../../../test/support/stillbornScanThread.ts', import.meta.url),
  });
  const gauss = gaussSource(randomSource(31));
  const table = scans.createTable(DIMENSION);
  const rows = Array.from({ length: ROWS }, () => {
    return { descriptorId: newId<never>(), personId: newId<PersonId>(), vector: randomVector(DIMENSION, gauss) };
  });
  for (const row of rows) table.put(row);
  const wanted = rows[17] as (typeof rows)[number];
  const search = () => scans.scan(table, [createProbe(wanted.vector) as Probe], new TopMatches(1, 'person'));
  try {
    vi.stubEnv('STILLBORN', '1');
    await expect(search()).rejects.toBeInstanceOf(Unavailable);
    vi.unstubAllEnvs();
    await vi.waitFor(async () => expect((await search())[0]?.personId).toBe(wanted.personId), { timeout: 10_000 });
    expect(warnings.length).toBeGreaterThan(0);
  } finally {
    vi.unstubAllEnvs();
    await scans.close();
  }
});
