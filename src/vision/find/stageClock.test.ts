import { expect, test } from 'vitest';
import { StageClock } from './stageClock.ts';

test('times of one stage add up, those of failed work too, and each picture begins at nothing', async () => {
  const clock = new StageClock();
  await clock.time('decode', async () => 1);
  const failing = clock.time('embed', async () => {
    throw new Error('no net');
  });
  await expect(failing).rejects.toThrow('no net');
  await clock.time('embed', async () => 2);
  expect(clock.take()).toEqual({ decode: expect.any(Number), embed: expect.any(Number) });
  expect(clock.take()).toEqual({});
});
