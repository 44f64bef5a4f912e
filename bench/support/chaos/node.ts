import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Serving, serve } from '../../../test/integration/support/commandLine.ts';
import { freePort } from '../../../test/support/freePort.ts';
import { metricOf } from '../../../test/support/fuzz/serverState.ts';
import { QUICK_PASSWORDS } from '../../../test/support/quickPasswords.ts';

const preload = (name: string) => `--import=${new URL(`../../../test/support/${name}`, import.meta.url).href}`;
/** As `npm start` sets them: glibc gives freed image buffers back. */
const AS_NPM_START = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const ADMIN_KEY = 'the-key-of-this-run-only';

/** One process of the service that can be broken in every way from outside. It keeps its ports over restarts. */
export class ChaosNode {
  readonly name: string;
  readonly url: string;
  /** Ends that nobody asked for, with what the process said. */
  readonly ends: string[] = [];
  readonly #settings: Readonly<Record<string, string>>;
  readonly #admin: string;
  readonly #control: string;
  #serving: Serving | undefined;

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

  /** Resolves when it is ready. @throws with what it said when it ends before */
  async start(): Promise<void> {
    const serving = await serve(this.#settings);
    this.#serving = serving;
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
  async doomThread(name: 'face engine' | 'gallery scan'): Promise<void> {
    await writeFile(join(this.#control, 'doomed'), name);
    this.#serving?.process.kill('SIGWINCH');
  }

  async metric(name: string): Promise<number> {
    const answer = await fetch(`${this.#admin}/metrics`, { headers: { Authorization: `Bearer ${ADMIN_KEY}` } });
    return metricOf(await answer.text(), name);
  }

  /** Deletes what belongs to nobody, whatever its age. @returns why it did not */
  async collectGarbage(trustClock: boolean): Promise<string | undefined> {
    const answer = await fetch(`${this.#admin}/gc`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ADMIN_KEY}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ minimum_age_hours: 0, trust_clock: trustClock }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`gc: ${answer.status} ${text}`);
    return (JSON.parse(text) as { skipped?: string }).skipped;
  }
}
