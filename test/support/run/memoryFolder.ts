import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const NAME = /^luna-tests-(\d+)$/;
/** Twice what a run of all tests has at one time: databases, installations, copies of models. */
const ROOM_BYTES = 6 * 1024 ** 3;

/**
 * A folder for temporary files that no disk is behind: databases that are made for a test wait for a disk most of their time.
 * @returns undefined where there is none, it is small, or programs may not be run from it, as in most containers
 */
export function memoryFolder(): string | undefined {
  try {
    for (const left of readdirSync(MEMORY)) if (isAbandoned(left)) rmSync(join(MEMORY, left), { recursive: true });
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, process.availableMemory()) < ROOM_BYTES) return undefined;
    const folder = join(MEMORY, `luna-tests-${process.pid}`);
    // Programs of other users are run in it.
    mkdirSync(folder, { mode: 0o755 });
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const program = join(folder, 'program');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    return spawnSync(program).status === 0 ? folder : undefined;
  } catch {
    // No such folder, or none for us.
    return undefined;
  }
}

/** Whether it is the folder of a run that was killed. */
function isAbandoned(name: string): boolean {
  const pid = NAME.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
