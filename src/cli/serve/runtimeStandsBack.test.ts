import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { needs } from '../../../test/support/run/needs.ts';

/** The niceness is the 17th field behind the name in brackets, which may hold blanks. */
const code = (inferenceSteps: number) => `
import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { letRuntimeStandBack } from '${new URL('./runtimeStandsBack.ts', import.meta.url)}';
const nicenesses = () => Object.fromEntries(readdirSync('/proc/self/task').map((thread) =>
  [thread, Number(readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').split(') ').at(-1).split(' ')[16])]));
const own = nicenesses()[process.pid];
await letRuntimeStandBack(${inferenceSteps});
const runtime = nicenesses();
const worker = new Worker('setTimeout(() => {}, 5000)', { eval: true });
await new Promise((resolve) => worker.once('online', resolve));
const all = nicenesses();
const later = Object.keys(all).filter((thread) => !(thread in runtime)).map((thread) => all[thread] - own);
const { [process.pid]: requests, ...others } = runtime;
console.log(JSON.stringify({ requests: requests - own, others: Object.values(others).map((nice) => nice - own), later }));
process.exit();`;

interface Told {
  readonly requests: number;
  readonly others: readonly number[];
  readonly later: readonly number[];
}

describe('threads of Node.js', needs(process.platform === 'linux', 'only Linux has priorities of threads'), () => {
  it.each([
    [0, 0],
    [1, 0],
    [4, 2],
    [12, 5],
    [19, 5],
  ])(
    'with inference threads %i steps back stand %i back, but neither the main thread nor one that starts later',
    (inference, steps) => {
      const told = execFileSync(
        process.execPath,
        ['--import', 'tsx', '--input-type=module', '--eval', code(inference)],
        {
          encoding: 'utf8',
        },
      );
      const { requests, others, later } = JSON.parse(told) as Told;
      expect(requests).toBe(0);
      // Those of the pool and those of V8.
      expect(others.length).toBeGreaterThan(4);
      expect(new Set(others)).toEqual(new Set([steps]));
      expect(later.length).toBeGreaterThan(0);
      expect(new Set(later)).toEqual(new Set([0]));
    },
  );
});
