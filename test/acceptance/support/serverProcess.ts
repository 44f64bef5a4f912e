import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { QUICK_PASSWORDS } from '../../support/quickPasswords.ts';
import { REMEMBERED_NETS } from '../../support/rememberedNets.ts';

export const REPOSITORY = join(import.meta.dirname, '..', '..', '..');

/** The first start of all may fetch the models. */
const READY_WITHIN_MS = 180_000;
const KEPT_LOG_LINES = 60;

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** The last lines that it printed. */
  log(): string;
  /** Resolves when the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function newest(folder: string): number {
  if (!existsSync(folder)) {
    return 0;
  }
  return Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}

/** Builds when a source is newer than what was built. */
export function ensureBuilt(): void {
  if (newest(join(REPOSITORY, 'dist')) < newest(join(REPOSITORY, 'src'))) {
    execFileSync('npm', ['run', 'build', '--silent'], { cwd: REPOSITORY, stdio: 'inherit' });
  }
}

/** The environment of a fresh shell: what the test runner adds must not reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const dropped = /^(VITEST|NODE_ENV$|NODE_OPTIONS$|PORT$|HOST$|DATA_DIR$|COMPATIBILITY$|TEST$|MODE$|DEV$|PROD$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}

/**
 * Starts `luna-backport3 serve` and waits for its line `ready ...`.
 * @throws with the last log lines when it ends first or is not ready in time
 */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = settings.PORT ?? String(await freePort());
  const child = spawn(process.execPath, [join(REPOSITORY, 'bin', 'luna-backport3.js'), 'serve'], {
    cwd: REPOSITORY,
    env: {
      ...cleanEnvironment(),
      NODE_OPTIONS: `${QUICK_PASSWORDS} ${REMEMBERED_NETS}`,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      ...settings,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`server ${why}; its last lines:\n${lines.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`was not ready within ${READY_WITHIN_MS / 1000} s`);
    }, READY_WITHIN_MS);
    const keep = (line: string) => {
      lines.push(line);
      lines.splice(0, Math.max(0, lines.length - KEPT_LOG_LINES));
      if (line.startsWith('ready')) {
        clearTimeout(timer);
        resolve();
      }
    };
    readLines(child, keep);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${signal ?? code} before it was ready`);
    });
    child.once('error', (error) => fail(error.message));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    log: () => lines.join('\n'),
    kill: async (signal) => {
      child.kill(signal);
      await gone;
    },
  };
}

function readLines(child: ChildProcess, keep: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on('line', keep);
    }
  }
}
