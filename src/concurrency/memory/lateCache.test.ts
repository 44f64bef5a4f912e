import { expect, it } from 'vitest';
import { LateCache } from './lateCache.ts';

it('knows nothing before the first thing is kept, and then what was used last', () => {
  const cache = new LateCache<string, number>({ max: 2 });
  expect([cache.get('a'), cache.has('a')]).toEqual([undefined, false]);
  cache.delete('a');
  cache.clear();
  cache.set('a', 1);
  cache.set('b', 2);
  cache.get('a');
  cache.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([1, undefined, 3]);
  cache.delete('a');
  expect([cache.has('a'), cache.has('c')]).toEqual([false, true]);
  cache.clear();
  expect(cache.has('c')).toBe(false);
});

it('makes no tables before', () => {
  const before = process.memoryUsage();
  const caches = Array.from({ length: 20 }, () => new LateCache<string, number>({ max: 1_000_000 }));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  expect(heapUsed + arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(16_000_000);
  expect(caches.every((cache) => cache.get('a') === undefined)).toBe(true);
});
