import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** The first line on standard output, or undefined when it ended without one. */
  readonly firstLine: Promise<string | undefined>;
  /** Settles when all processes that share its output have ended, not only the one that was started. */
  readonly ended: Promise<Ended>;
}

/** Runs a program as a user's shell would, with nothing of the test runner's settings. */
export function startProgram(program: string, args: readonly string[], options: SpawnOptions): Started {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let stdout = '';
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const firstLine = new Promise<string | undefined>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(stdout.split('\n', 1)[0]);
    });
    child.once('close', () => resolve(undefined));
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }) as Ended);
  return { child, firstLine, ended };
}

/** The environment of a shell in which the Node.js of `folder` is the one that is found. */
export function shellOf(folder: string, home: string): Record<string, string> {
  // npm's settings of the machine (registry, proxy, certificates) count, those that a running npm gave the tests do not.
  const kept = ['PATH', 'npm_config_registry', 'NODE_EXTRA_CA_CERTS', 'HTTPS_PROXY', 'NO_PROXY'];
  const machine = kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const userConfig = join(process.env.HOME ?? '/root', '.npmrc');
  return {
    ...Object.fromEntries(machine),
    PATH: `${folder}:${process.env.PATH}`,
    HOME: home,
    npm_config_userconfig: userConfig,
    npm_config_update_notifier: 'false',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    // The machine's, in which `npm ci` has left most packages: npm checks each against its hash.
    npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? '/root', '.npm'),
  };
}

/** What a clone of the repository holds, as it stands in the working folder. */
export async function copyCheckout(target: string): Promise<void> {
  const listing = startProgram('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  const { stdout } = await listing.ended;
  for (const path of stdout.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(ROOT, path), join(target, path), { force: true, recursive: true });
  }
}
