import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { needs } from '../../../test/support/run/needs.ts';

/** What Linux has of each thread of the process: the name in brackets may hold blanks, and the niceness is the 17th field behind it. */
const CODE = `
import { readdirSync, readFileSync } from 'node:fs';
import { letOthersGoFirst } from '${new URL('./letOthersGoFirst.ts', import.meta.url)}';
const nicenesses = () => Object.fromEntries(readdirSync('/proc/self/task').map((thread) =>
  [thread, Number(readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').split(') ').at(-1).split(' ')[16])]));
const before = nicenesses();
letOthersGoFirst(0);
const same = nicenesses();
letOthersGoFirst(5);
const lower = nicenesses();
letOthersGoFirst(19);
console.log(JSON.stringify([process.pid, before, same, lower, nicenesses()]));`;

type Nicenesses = Readonly<Record<string, number>>;

it(
  'lowers the priority of its own thread alone, and not below the lowest',
  needs(process.platform === 'linux', 'only Linux has priorities of threads'),
  () => {
    const told = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', CODE], {
      encoding: 'utf8',
    });
    const [own, before, same, lower, lowest] = JSON.parse(told) as [
      number,
      Nicenesses,
      Nicenesses,
      Nicenesses,
      Nicenesses,
    ];
    expect(Object.keys(before).length).toBeGreaterThan(1);
    expect(same).toEqual(before);
    expect(lower).toEqual({ ...before, [own]: Math.min(Number(before[own]) + 5, 19) });
    expect(lowest).toEqual({ ...before, [own]: 19 });
  },
);
