import { expect, test } from 'vitest';
import { MemoryFeed } from '../../../test/support/memoryFeed.ts';
import { gaussSource, randomSource, randomVector } from '../../../test/support/vectors.ts';
import { type DescriptorId, newId } from '../../domain/ids.ts';
import { createProbe, type Probe } from '../scan/cosine.ts';
import { searchIds } from './idSearch.ts';

const MODEL = 'net';
const gauss = gaussSource(randomSource(7));
const search = { modelId: MODEL, limit: 1, groupBy: 'descriptor' } as const;

/** Descriptors in more batches than one. */
function setUp(count: number) {
  const feed = new MemoryFeed();
  const descriptorIds = Array.from({ length: count }, () => newId<DescriptorId>());
  for (const descriptorId of descriptorIds) {
    feed.store({ descriptorId, personId: null, modelId: MODEL, vector: randomVector(8, gauss) });
  }
  const probes = [createProbe(randomVector(8, gauss)) as Probe];
  return { feed, probes, candidates: { kind: 'descriptors', descriptorIds } as const };
}

test('a search that nobody waits for reads nothing', async () => {
  const { feed, probes, candidates } = setUp(10);
  const signal = AbortSignal.abort(new Error('left'));
  await expect(searchIds(feed, candidates, probes, { ...search, signal })).rejects.toThrow('left');
  expect(feed.calls.vectors).toBe(0);
});

test('a search whose client leaves reads no further batch', async () => {
  const { feed, probes, candidates } = setUp(5000);
  const leaving = new AbortController();
  feed.beforeVectors = () => leaving.abort(new Error('left'));
  await expect(searchIds(feed, candidates, probes, { ...search, signal: leaving.signal })).rejects.toThrow('left');
  expect(feed.calls.vectors).toBe(1);
});
