import { expect, test } from 'vitest';
import { stoppableNet } from './stoppableNet.ts';

test('a net does not run for an abandoned job, also when the message comes just before', async () => {
  let runs = 0;
  let job = new AbortController();
  const net = stoppableNet(
    {
      run: async () => {
        runs++;
        return { ending: () => new Float32Array(), byName: new Map() };
      },
    },
    () => job.signal,
  );
  await net.run(new Float32Array(), []);
  expect(runs).toBe(1);

  setImmediate(() => job.abort(new Error('abandoned')));
  await expect(net.run(new Float32Array(), [])).rejects.toThrow('abandoned');
  expect(runs).toBe(1);

  job = new AbortController();
  await net.run(new Float32Array(), []);
  expect(runs).toBe(2);
});
