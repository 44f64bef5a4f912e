import { access, constants, readFile, stat, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Settings } from '../../settings/schema.ts';
import { bad, type Finding, megabytes, ok, warning } from './finding.ts';

/** With all nets loaded, and after a load of group photos (README.md). */
const ENGINE_BYTES = 800e6;
const LITTLE_DISK = 2e9;
const HARDLY_ANY_DISK = 200e6;

/** DATA_DIR: whose it is, who may read it, and how much room is left. */
export async function checkFolder({ DATA_DIR }: Pick<Settings, 'DATA_DIR'>): Promise<readonly Finding[]> {
  const found = await stat(DATA_DIR).catch(() => undefined);
  if (!found) {
    const above = await firstThere(dirname(DATA_DIR));
    const writable = await mayWrite(above);
    return [
      writable
        ? ok('data folder', `${DATA_DIR} is not there yet; the first start makes it`)
        : bad(
            'data folder',
            `${DATA_DIR} cannot be made in ${above}`,
            'name a folder in DATA_DIR that this user may make',
          ),
    ];
  }
  if (!found.isDirectory()) return [bad('data folder', `${DATA_DIR} is a file`, 'name a folder in DATA_DIR')];
  return [await folderRights(DATA_DIR, found), await diskOf(DATA_DIR)];
}

async function folderRights(path: string, { mode, uid }: { mode: number; uid: number }): Promise<Finding> {
  const who = process.getuid?.();
  if (!(await mayWrite(path))) {
    return bad(
      'data folder',
      `${path} belongs to user ${uid} and is not writable for ${who}`,
      'run this and the service as its owner',
    );
  }
  const open = (mode & 0o077).toString(8);
  return open === '0'
    ? ok('data folder', `${path}, only for user ${uid}`)
    : warning(
        'data folder',
        `${path} can be entered by others (mode ${(mode & 0o777).toString(8)})`,
        `chmod 0700 ${path}`,
      );
}

async function diskOf(path: string): Promise<Finding> {
  const { bavail, bsize, blocks } = await statfs(path);
  const free = bavail * bsize;
  const found = `${megabytes(free)} of ${megabytes(blocks * bsize)} are free`;
  if (free < HARDLY_ANY_DISK)
    return bad('disk', found, 'make room: a full disk stops writes and the embedded database');
  return free < LITTLE_DISK ? warning('disk', found, 'make room soon') : ok('disk', found);
}

/** What the settings allow against what the machine, or the container, has. */
export async function checkMemory(
  settings: Pick<Settings, 'GALLERY_MEMORY_LIMIT' | 'BODY_MEMORY_LIMIT'>,
): Promise<readonly Finding[]> {
  const limit = await containerLimit();
  const total = Math.min(totalmem(), limit ?? Number.POSITIVE_INFINITY);
  const wanted = ENGINE_BYTES + settings.GALLERY_MEMORY_LIMIT + settings.BODY_MEMORY_LIMIT;
  const where = limit !== undefined && limit < totalmem() ? 'the container may use' : 'the machine has';
  const found = `${where} ${megabytes(total)}, ${megabytes(freemem())} free; the settings may come to ${megabytes(wanted)}`;
  return [
    wanted > total
      ? warning('memory', found, 'lower GALLERY_MEMORY_LIMIT or BODY_MEMORY_LIMIT, or give more memory')
      : ok('memory', found),
  ];
}

async function containerLimit(): Promise<number | undefined> {
  const text = await readFile('/sys/fs/cgroup/memory.max', 'utf8').catch(() => 'max');
  return /^\d+/.test(text) ? Number(text) : undefined;
}

async function firstThere(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : firstThere(dirname(path));
}

async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}
