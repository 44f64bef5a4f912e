import { expect, test } from 'vitest';
import { lateNet } from './lateNet.ts';

test('a net is opened once, by its first run, and again when that failed', async () => {
  let opened = 0;
  let runs = 0;
  let fails = true;
  const net = lateNet(async () => {
    opened++;
    if (fails) throw new Error('no memory');
    return {
      run: async () => {
        runs++;
        return { ending: () => new Float32Array(), byName: new Map() };
      },
    };
  });
  expect(opened).toBe(0);
  await expect(net.run(new Float32Array(), [])).rejects.toThrow('no memory');
  fails = false;
  await Promise.all([net.run(new Float32Array(), []), net.run(new Float32Array(), [])]);
  expect({ opened, runs }).toEqual({ opened: 2, runs: 2 });
});
