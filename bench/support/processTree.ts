import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_A_SECOND = 100;
const PAGE_BYTES = 4096;
const SAMPLE_MS = 10;

export interface TreeLoad {
  /** Of the process, its living children, and those that it has buried. */
  readonly processorSeconds: number;
  readonly residentBytes: number;
}

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** A process and all that it started, as Linux counts them. */
export async function loadOfTree(root: number): Promise<TreeLoad> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = (await Promise.all(names.map(readStat))).filter((stat) => stat !== undefined);
  const tree = new Set([root]);
  // Children have higher numbers than their parents, but where the numbers began anew.
  for (const { pid, parent } of [...stats].sort((one, other) => one.pid - other.pid))
    if (tree.has(parent)) tree.add(pid);
  const inside = stats.filter(({ pid }) => tree.has(pid));
  return {
    processorSeconds: inside.reduce((sum, { seconds }) => sum + seconds, 0),
    residentBytes: inside.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

async function readStat(pid: string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name in brackets may hold spaces; behind it the fields are counted from the third on.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const field = (number: number) => fields[number - 3] as number;
  return {
    pid: Number(pid),
    parent: field(4),
    seconds: (field(14) + field(15) + field(16) + field(17)) / TICKS_A_SECOND,
    bytes: field(24) * PAGE_BYTES,
  };
}

/** What work costs a process and its children: processor time, and the most memory that it adds. */
export async function costInTree<Result>(
  root: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly processorSeconds: number; readonly addedBytes: number }> {
  const before = await loadOfTree(root);
  let most = before.residentBytes;
  const running = work();
  let done = false;
  const ended = running.finally(() => {
    done = true;
  });
  ended.catch(() => {});
  while (!done) {
    most = Math.max(most, (await loadOfTree(root)).residentBytes);
    await pause(SAMPLE_MS);
  }
  const result = await running;
  const after = await loadOfTree(root);
  return {
    result,
    processorSeconds: after.processorSeconds - before.processorSeconds,
    addedBytes: most - before.residentBytes,
  };
}
