import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, type Started, startProgram } from './installWays.ts';

/** What a test may change of the machine without anybody else seeing it. */
const PROGRAMS = '/usr';
const LAYERED = ['/etc', PROGRAMS, '/var/lib'];

/**
 * A view of this machine in which programs may be installed, users made and files of the system written: every change lands in
 * `folder`, and only what is started here sees it. Needs root, and a kernel that lets root mount.
 */
export class PrivateMachine {
  readonly #keeper: ChildProcess;

  private constructor(keeper: ChildProcess) {
    this.#keeper = keeper;
  }

  /**
   * Undefined where this user may not have one.
   * @param programsOf folder of one that is closed, with whose programs it begins
   */
  static async open(folder: string, programsOf?: string): Promise<PrivateMachine | undefined> {
    const mounts = LAYERED.map((path) => {
      const [upper, work] = ['upper', 'work'].map((kind) => join(folder, path, kind));
      for (const each of [upper, work]) mkdirSync(each ?? '', { recursive: true, mode: 0o755 });
      const lower = programsOf !== undefined && path === PROGRAMS ? `${join(programsOf, path, 'upper')}:${path}` : path;
      return `mount -t overlay overlay -o lowerdir=${lower},upperdir=${upper},workdir=${work} ${path}`;
    });
    const script = `${mounts.join(' && ')} && echo ready && exec sleep infinity`;
    const keeper = spawn('unshare', ['--mount', 'sh', '-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const first = await Promise.race([
      once(keeper.stdout, 'data').then(String),
      once(keeper, 'close').then(() => ''),
      once(keeper, 'error').then(() => ''),
    ]);
    return first.startsWith('ready') ? new PrivateMachine(keeper) : undefined;
  }

  /** Runs a script as root to its end. */
  async run(script: string, env: Readonly<Record<string, string>>, cwd = '/'): Promise<Ended> {
    return this.start(`cd ${cwd}\n${script}`, env).ended;
  }

  /** Starts a script as root; signals reach what it ends with by `exec`. */
  start(script: string, env: Readonly<Record<string, string>>): Started {
    const enter = ['--target', String(this.#keeper.pid), '--mount', 'sh', '-euc', script];
    return startProgram('nsenter', enter, { env });
  }

  async close(): Promise<void> {
    this.#keeper.kill('SIGKILL');
    if (this.#keeper.exitCode === null && this.#keeper.signalCode === null) await once(this.#keeper, 'close');
  }
}

/** What is said against a unit file; undefined without systemd. */
export function verifyUnit(file: string): string | undefined {
  const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  if (error) return undefined;
  return status === 0 ? stderr : `left with ${status}: ${stderr}`;
}

/** The directives of a unit file in order, without comments. */
function directives(unit: string, name: string): string[] {
  return [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value = '']) => value);
}

/**
 * A script that starts a service as systemd would: its user, umask, folder, command and sandbox, and no variables but those of
 * the unit and systemd's own.
 */
export function serviceScript(unit: string): string {
  const one = (name: string): string => directives(unit, name)[0] ?? '';
  const user = one('User');
  const own = [`USER=${user}`, `LOGNAME=${user}`, `HOME=${one('WorkingDirectory')}`, 'LANG=C.UTF-8'];
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';
  const variables = [...own, path, ...directives(unit, 'Environment').flatMap((line) => line.split(' '))];
  const inside = [
    'set -eu',
    ...directives(unit, 'ReadWritePaths').map((folder) => `mount --bind ${folder} ${folder}`),
    // ProtectHome and PrivateTmp, then ProtectSystem=strict.
    ...['/home', '/root', '/tmp'].map((folder) => `mount -t tmpfs -o mode=1777 tmpfs ${folder}`),
    ...['/', ...LAYERED].map((folder) => `mount -o remount,bind,ro ${folder}`),
    `cd ${one('WorkingDirectory')}`,
    `umask ${one('UMask')}`,
    `exec setpriv --reuid ${user} --regid ${one('Group')} --clear-groups --no-new-privs ` +
      `env -i ${variables.join(' ')} ${one('ExecStart')}`,
  ];
  return `exec unshare --mount sh -c '${inside.join('\n')}'`;
}
