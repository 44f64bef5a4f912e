import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Serving, serve } from '../../../../test/integration/support/commandLine.ts';
import { freePort } from '../../../../test/support/freePort.ts';
import { metricOf } from '../../../../test/support/fuzz/serverState.ts';
import { QUICK_PASSWORDS } from '../../../../test/support/quickPasswords.ts';

const preload = (name: string) => `--import=${new URL(`../../../../test/support/${name}`, import.meta.url).href}`;
/** As `npm start` sets them: glibc gives freed image buffers back. */
const AS_NPM_START = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const ADMIN_KEY = 'the-key-of-this-run-only';

/** Of what a process said last, as much is kept. */
const KEPT_CHARACTERS = 20_000;

/** One process of the service that can be broken in every way from outside. It keeps its ports over restarts. */
export class ChaosNode {
  readonly name: string;
  readonly url: string;
  /** Ends that nobody asked for, with what the process said. */
  readonly ends: string[] = [];
  readonly #admin: string;
  readonly #control: string;
  #settings: Readonly<Record<string, string>>;
  #serving: Serving | undefined;
  #said = '';

  private constructor(
    name: string,
    settings: Readonly<Record<string, string>>,
    control: string,
    ports: [number, number],
  ) {
    this.name = name;
    this.url = `http://127.0.0.1:${ports[0]}`;
    this.#admin = `http://127.0.0.1:${ports[1]}`;
    this.#control = control;
    this.#settings = {
      ...AS_NPM_START,
      LOG_LEVEL: 'error',
      ADMIN_KEY,
      ADMIN_PORT: String(ports[1]),
      PORT: String(ports[0]),
      NODE_OPTIONS: [QUICK_PASSWORDS, preload('settableClock.js'), preload('killThreads.js')].join(' '),
      CLOCK_FILE: join(control, 'ahead'),
      DOOMED_THREAD_FILE: join(control, 'doomed'),
      ...settings,
    };
  }

  /** @param control a folder for files of its own, on a disk that stays well */
  static async start(name: string, settings: Readonly<Record<string, string>>, control: string): Promise<ChaosNode> {
    const own = join(control, name);
    await mkdir(own, { recursive: true });
    await writeFile(join(own, 'ahead'), '0');
    const node = new ChaosNode(name, settings, own, [await freePort(), await freePort()]);
    await node.start();
    return node;
  }

  get pid(): number {
    return this.#serving?.process.pid ?? Number.NaN;
  }

  get isRunning(): boolean {
    return this.#serving !== undefined;
  }

  /** The last that the process said, its log included. */
  get said(): string {
    return this.#said;
  }

  /**
   * Resolves when it is ready.
   * @param changes of its settings, from now on; an empty text is as none
   * @throws with what it said when it ends before
   */
  async start(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    this.#settings = { ...this.#settings, ...changes };
    const serving = await serve(this.#settings);
    this.#serving = serving;
    this.#said = '';
    const keep = (chunk: Buffer) => {
      this.#said = `${this.#said}${chunk}`.slice(-KEPT_CHARACTERS);
    };
    serving.process.stdout?.on('data', keep);
    serving.process.stderr?.on('data', keep);
    serving.process.once('close', async (code, signal) => {
      if (this.#serving !== serving) return;
      this.#serving = undefined;
      this.ends.push(
        `${this.name} ended by itself with ${code ?? signal}: ${(await serving.end('SIGKILL')).stderr.slice(-500)}`,
      );
    });
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const serving = this.#serving;
    this.#serving = undefined;
    await serving?.end(signal);
  }

  freeze(): void {
    this.#serving?.process.kill('SIGSTOP');
  }

  thaw(): void {
    this.#serving?.process.kill('SIGCONT');
  }

  /** Its system clock is ahead of the true one by as much from now on. */
  async setClock(aheadMs: number): Promise<void> {
    await writeFile(join(this.#control, 'ahead'), String(aheadMs));
    this.#serving?.process.kill('SIGCONT');
  }

  /** The next thread of this name that is given work dies of it. */
  async doomThread(name: 'face engine' | 'gallery scan' | 'sealing'): Promise<void> {
    await writeFile(join(this.#control, 'doomed'), name);
    this.#serving?.process.kill('SIGWINCH');
  }

  /** It reads its settings again. */
  reload(): void {
    this.#serving?.process.kill('SIGHUP');
  }

  async metric(name: string): Promise<number> {
    return metricOf(await this.#administer('GET', '/metrics'), name);
  }

  /** The names of the master keys that it has, the active one first. */
  async keyRing(): Promise<readonly string[]> {
    return (JSON.parse(await this.#administer('GET', '/encryption')) as { key_ring: readonly string[] }).key_ring;
  }

  /** Wraps the keys of all accounts with the active master key. @returns names of those that wrap any now */
  async rotateKeys(): Promise<readonly string[]> {
    await this.#administer('POST', '/encryption/rotate');
    const status = JSON.parse(await this.#administer('GET', '/encryption')) as {
      master_keys: readonly { name: string }[];
    };
    return status.master_keys.map(({ name }) => name);
  }

  async createAccount(): Promise<{ readonly accountId: string; readonly token: string }> {
    const body = { organization_name: 'x', email: `${randomUUID()}@example.com`, password: 'correct horse 9' };
    const { account, token } = JSON.parse(await this.#administer('POST', '/accounts', body)) as {
      account: { account_id: string };
      token: string;
    };
    return { accountId: account.account_id, token };
  }

  /** With all that it has. */
  async eraseAccount(accountId: string): Promise<void> {
    await this.#administer('DELETE', `/accounts/${accountId}`);
  }

  /** Deletes what belongs to nobody, whatever its age. @returns why it did not */
  async collectGarbage(trustClock: boolean): Promise<string | undefined> {
    const answer = await this.#administer('POST', '/gc', { minimum_age_hours: 0, trust_clock: trustClock });
    return (JSON.parse(answer) as { skipped?: string }).skipped;
  }

  async #administer(method: string, path: string, body?: unknown): Promise<string> {
    const answer = await fetch(`${this.#admin}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${ADMIN_KEY}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} of ${this.name}: ${answer.status} ${text}`);
    return text;
  }
}
