import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../../domain/ids.ts';
import { StoreRefused } from '../../store/sql/storeErrors.ts';
import { shortPath } from './shortPath.ts';

export interface DirectoryLock {
  release(): void;
}

/** What a process tells another one that knocks. */
interface Presence {
  readonly pid: number;
  /** `wanting` until it has seen that no other process holds the directory. */
  readonly state: 'wanting' | 'holding';
}

const SOCKET_NAME = /^lock\.(\d+)\.([0-9a-f]{8})$/;
/** A holder that is busy or stopped cannot say who it is; that it listens is enough. */
const ANSWER_MILLISECONDS = 1000;
const RETRY_MILLISECONDS = 20;

/**
 * Takes the directory for this process, or refuses at once when another one has it.
 *
 * Each process listens on a socket of its own, shows it in the directory, and then knocks at every other one there. A
 * socket without a listener was left by a dead process (the kernel closed it, whatever killed it) and is removed;
 * pids decide nothing, so that a reused pid or a holder in another container (with pids of its own) is judged rightly.
 * As everybody listens before knocking, of two that come together at least one sees the other; the smaller name goes first.
 *
 * Bound to one kernel: a directory shared by several machines (NFS) is not protected.
 *
 * @throws StoreRefused('locked'), StoreRefused('unusable-directory')
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  makeUsable(directory);
  const folder = shortPath(directory);
  const own = `${process.pid}.${newId().slice(0, 8)}`;
  const name = `lock.${own}`;
  let state: Presence['state'] = 'wanting';
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(JSON.stringify({ pid: process.pid, state } satisfies Presence));
  });
  const release = () => {
    rmSync(join(folder.path, name), { force: true });
    server.close();
    folder.close();
  };
  try {
    // Under its own name only when it listens: between bind and listen it would look like that of a dead process.
    const unready = join(folder.path, `open.${own}`);
    await listen(server, unready, directory);
    renameSync(unready, join(folder.path, name));
    await waitForOthers(folder.path, name, directory);
  } catch (error) {
    release();
    throw error;
  }
  state = 'holding';
  // The lock alone must not keep a process alive that has nothing else to do.
  server.unref();
  return { release };
}

function makeUsable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StoreRefused('unusable-directory', `cannot make the database directory ${directory}: ${text(error)}`, {
      cause: error,
    });
  }
}

function listen(server: Server, path: string, directory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(
        new StoreRefused(
          'unusable-directory',
          `cannot lock the database directory ${directory} (${error.message}): it must be writable, on a file system ` +
            'of this machine that takes Unix sockets',
          { cause: error },
        ),
      ),
    );
    server.listen(path, resolve);
  });
}

/** Resolves when no living process but this one is in the directory. @throws StoreRefused('locked') */
async function waitForOthers(folder: string, own: string, directory: string): Promise<void> {
  for (;;) {
    const others = readdirSync(folder).filter((name) => name !== own && SOCKET_NAME.test(name));
    let wait = false;
    for (const name of others) {
      const presence = await knock(join(folder, name));
      if (presence === 'nobody') rmSync(join(folder, name), { force: true });
      else if (presence === 'unknown' || presence.state === 'holding' || suffix(name) < suffix(own)) {
        const pid = presence === 'unknown' ? SOCKET_NAME.exec(name)?.[1] : presence.pid;
        throw new StoreRefused(
          'locked',
          `the database directory ${directory} is in use by process ${pid}: stop it first`,
        );
      } else wait = true;
    }
    if (!wait) return;
    await delay(RETRY_MILLISECONDS);
  }
}

/** Pids differ in length and may be equal in two containers; the random part does not. */
function suffix(name: string): string {
  return SOCKET_NAME.exec(name)?.[2] ?? '';
}

/** `nobody`: no process listens. `unknown`: one does, but does not say who it is. */
async function knock(path: string): Promise<Presence | 'nobody' | 'unknown'> {
  const socket = connect(path);
  try {
    return (await read(socket)) ?? 'unknown';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Any other error may come from a living process, and a wrong guess would lose data.
    return code === 'ECONNREFUSED' || code === 'ENOENT' ? 'nobody' : 'unknown';
  } finally {
    socket.destroy();
  }
}

function read(socket: Socket): Promise<Presence | undefined> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_MILLISECONDS, () => resolve(undefined));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('end', () => resolve(parsePresence(answer)));
    socket.on('error', reject);
  });
}

function parsePresence(answer: string): Presence | undefined {
  try {
    const { pid, state }: Partial<Presence> = JSON.parse(answer);
    return typeof pid === 'number' && (state === 'wanting' || state === 'holding') ? { pid, state } : undefined;
  } catch {
    return undefined;
  }
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
