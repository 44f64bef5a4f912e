import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from './commandLine.ts';

/** What a process and its children asked the kernel for. */
export interface SystemCalls {
  /** Addresses of sockets that were connected or sent to, as strace prints them. */
  readonly peers: readonly string[];
  /** Files that were made, opened for writing, renamed, removed, or given another mode; absolute, also when it failed. */
  readonly written: readonly string[];
  /** Files that the resolver reads when a name is looked up. */
  readonly nameLookups: readonly string[];
}

/** False also where a container forbids to trace. */
export const hasStrace = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;

const OPENING = ['open', 'openat', 'creat'];
const CHANGING = [
  ...['mkdir', 'mkdirat', 'rename', 'renameat', 'renameat2', 'unlink', 'unlinkat', 'rmdir', 'link', 'linkat'],
  ...['symlink', 'symlinkat', 'truncate', 'chmod', 'fchmodat', 'mknod', 'mknodat'],
];
const TALKING = ['connect', 'sendto', 'sendmsg', 'sendmmsg'];

/** The command line as it was built under strace, each thread into a file of its own in `folder`; the environment is all it gets. */
export function startTraced(
  args: readonly string[],
  folder: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): ChildProcess {
  const calls = [...OPENING, ...CHANGING, ...TALKING].map((name) => `?${name}`).join(',');
  // With -D the child is the command itself, so that signals reach it.
  const strace = ['-D', '-ff', '--seccomp-bpf', '-y', '-s', '256', '-e', `trace=${calls}`, '-e', 'signal=none'];
  return spawn('strace', [...strace, '-o', join(folder, 'trace'), process.execPath, PROGRAM, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Reads what `startTraced` left in the folder. @param cwd where relative paths start when strace does not say */
export function readSystemCalls(folder: string, cwd: string): SystemCalls {
  const peers = new Set<string>();
  const written = new Set<string>();
  const nameLookups = new Set<string>();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const [, call = '', rest = ''] = /^(\w+)\((.*)$/.exec(line) ?? [];
      if (TALKING.includes(call)) {
        const address = /\{sa_family=[^}]*\}/.exec(rest)?.[0];
        // Netlink asks this machine's kernel, nobody else.
        if (address && !address.includes('AF_NETLINK')) peers.add(address);
      } else if (CHANGING.includes(call)) {
        for (const path of pathsOf(rest, cwd)) written.add(path);
      } else if (OPENING.includes(call)) {
        const [path = ''] = pathsOf(rest, cwd);
        if (/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(rest) || call === 'creat') written.add(path);
        if (path === '/etc/hosts') nameLookups.add(path);
      }
    }
  }
  return { peers: [...peers], written: [...written], nameLookups: [...nameLookups] };
}

/** Each quoted path, taken from the folder before it: `AT_FDCWD</work>, "x"`, `12</tmp/y>, "x"`, or `"x"` alone. */
function pathsOf(text: string, cwd: string): readonly string[] {
  const found = text.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/g);
  return [...found].map(([, base = cwd, path = '']) => (path.startsWith('/') ? path : join(base, path)));
}
