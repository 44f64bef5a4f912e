import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Whether a function is optimized while the start runs, and how often it must be called after that. */
const PROBE = `
import { optimizeLater } from ${JSON.stringify(join(import.meta.dirname, 'optimizeLater.ts'))};
const work = (a) => { let sum = 0; for (let i = 0; i < 20; i++) { sum += (a ^ i) % 7; if (sum > 100) sum -= 50; } return sum; };
const isOptimized = () => ((%GetOptimizationStatus(work) >> 4) & 1) === 1;
const callsUntilOptimized = async (most) => {
  for (let calls = 0; calls < most; calls += 100) {
    if (isOptimized()) return calls;
    for (let i = 0; i < 100; i++) work(i);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return most;
};
const optimizeFromNowOn = optimizeLater();
const during = await callsUntilOptimized(20_000);
optimizeFromNowOn();
console.log(JSON.stringify([during, await callsUntilOptimized(20_000)]));`;

it('a function that a start calls often is optimized soon after it, and not before', () => {
  const flags = ['--allow-natives-syntax', '--import', 'tsx', '--input-type=module', '--eval', PROBE];
  const [during, after] = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' })) as [number, number];
  expect(during).toBe(20_000);
  expect(after).toBeLessThanOrEqual(1000);
});
