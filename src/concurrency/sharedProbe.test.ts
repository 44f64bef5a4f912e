import { expect, test, vi } from 'vitest';
import { SharedProbe, type SharedProbeOptions } from './sharedProbe.ts';

const patient = { name: 'the probe', goodMs: 60_000, badMs: 0, waitMs: 60_000, overdueMs: 60_000 };
const probe = (run: () => Promise<void>, options: Partial<SharedProbeOptions> = {}) =>
  new SharedProbe({ ...patient, run, ...options });

test('all who ask share one, and its result while it is fresh', async () => {
  const run = vi.fn(async () => undefined);
  const shared = probe(run);
  await Promise.all([shared.check(), shared.check()]);
  await shared.check();
  expect(run).toHaveBeenCalledTimes(1);
});

test('a failure is told to all who share it, and looked at again sooner than a success', async () => {
  const run = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('no room'));
  const shared = probe(run);
  const both = await Promise.allSettled([shared.check(), shared.check()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await shared.check();
  expect(run).toHaveBeenCalledTimes(2);
});

test('one that is slow leaves the last result, one that hangs is a failure', async () => {
  const run = vi.fn(async () => undefined);
  const slow = probe(run, { goodMs: 0, waitMs: 1 });
  await slow.check();
  run.mockReturnValue(new Promise(() => {}));
  await slow.check();
  expect(run).toHaveBeenCalledTimes(2);

  const hanging = probe(() => new Promise(() => {}), { waitMs: 1, overdueMs: 0 });
  await expect(hanging.check()).rejects.toThrow('the probe has not ended');
});
