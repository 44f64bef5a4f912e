import { expect, it } from 'vitest';
import { createRate } from './rate.ts';

it('makes up for nothing when the process was held up', async () => {
  const turn = createRate(100);
  const passed: number[] = [];
  const all = Array.from({ length: 6 }, () => turn().then(() => passed.push(performance.now())));
  await all[1];
  const until = performance.now() + 50;
  while (performance.now() < until);
  await Promise.all(all);
  const gaps = passed.slice(1).map((time, index) => time - (passed[index] ?? 0));
  // The time is taken a moment after it was let pass.
  expect(Math.min(...gaps)).toBeGreaterThan(8);
});
