import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** False also where a container forbids to trace. */
export const hasSlowDisk =
  spawnSync('strace', ['-qq', '-o', '/dev/null', '-e', 'trace=fsync', '-e', 'inject=fsync:delay_exit=1', 'true'])
    .status === 0;

const SYNCING = ['fsync', 'fdatasync'];
const LOOK_MS = 20;
const LONGEST_MS = 20_000;

/**
 * For these processes and the ones that they start, each write-through takes so much longer from now on, as on a disk that is overloaded or
 * about to die. strace holds the calls up one by one, and not each other; it needs no module of the kernel.
 * @returns makes the disk what it was
 */
export async function slowDown(pids: readonly number[], delayMs: number): Promise<() => Promise<void>> {
  const calls = SYNCING.join(',');
  const delay = `inject=${calls}:delay_exit=${delayMs * 1000}`;
  const strace = spawn(
    'strace',
    [
      '-f',
      '-qq',
      '-o',
      '/dev/null',
      '-e',
      `trace=${calls}`,
      '-e',
      delay,
      ...pids.flatMap((pid) => ['-p', String(pid)]),
    ],
    { stdio: 'ignore' },
  );
  const ended = once(strace, 'exit');
  const end = performance.now() + LONGEST_MS;
  while (!(await Promise.all(pids.map(isTraced))).every(Boolean)) {
    if (strace.exitCode !== null) throw new Error(`strace ended with ${strace.exitCode}`);
    if (performance.now() > end) throw new Error('strace does not hold the processes');
    await pause(LOOK_MS);
  }
  return async () => {
    strace.kill('SIGTERM');
    await ended;
  };
}

/** A process that has ended meanwhile is as good as traced. */
async function isTraced(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => undefined);
  return status === undefined || !/^TracerPid:\t0$/m.test(status);
}
