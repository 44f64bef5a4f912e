import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { loadOfTree } from '../processTree.ts';
import type { Sample } from '../soak/slope.ts';

export interface Command {
  readonly name: string;
  /** Of node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** What a process took; all times are those in which it was not stopped. */
export interface Contender {
  readonly seconds: number;
  readonly processorSeconds: number;
  /** Seconds, and resident bytes. */
  readonly samples: readonly Sample[];
  /** When it wrote a line to standard error, by the line. */
  readonly marks: ReadonlyMap<string, number>;
}

const SAMPLE_MS = 1000;

/** Runs both commands to their ends, one at a time in turns of so many seconds. @throws Error when one fails */
export async function takeTurns(
  commands: readonly [Command, Command],
  turnSeconds: number,
): Promise<readonly [Contender, Contender]> {
  const [one, other] = [new Turns(commands[0]), new Turns(commands[1])];
  other.stop();
  try {
    while (!one.hasEnded || !other.hasEnded) {
      for (const each of [one, other]) await each.run(turnSeconds);
    }
  } finally {
    for (const each of [one, other]) each.end();
  }
  return [one.result, other.result];
}

class Turns {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  readonly #samples: Sample[] = [];
  readonly #marks = new Map<string, number>();
  #processorSeconds = 0;
  /** Up to the turn that is under way, and when that began. */
  #seconds = 0;
  #since: number | undefined = performance.now();

  constructor({ name, args, env }: Command) {
    this.#name = name;
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#ended = once(this.#child, 'exit').then(() => this.#pauseClock());
    if (!this.#child.stderr) throw new Error('the process has no standard error');
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      this.#marks.set(line, this.#now);
      console.error(`${name}, ${this.#now.toFixed(1)} s: ${line}`);
    });
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  get result(): Contender {
    if (this.#child.exitCode !== 0) throw new Error(`${this.#name} ended with ${this.#child.exitCode}`);
    return {
      seconds: this.#seconds,
      processorSeconds: this.#processorSeconds,
      samples: this.#samples,
      marks: this.#marks,
    };
  }

  /** A turn; shorter when the process ends. */
  async run(seconds: number): Promise<void> {
    if (this.hasEnded) return;
    if (this.#since === undefined) {
      this.#since = performance.now();
      this.#child.kill('SIGCONT');
    }
    const until = performance.now() + seconds * 1000;
    while (!this.hasEnded && performance.now() < until) {
      await Promise.race([this.#ended, pause(Math.min(SAMPLE_MS, until - performance.now()))]);
      await this.#sample();
    }
    this.stop();
  }

  stop(): void {
    if (this.hasEnded) return;
    this.#child.kill('SIGSTOP');
    this.#pauseClock();
  }

  end(): void {
    if (!this.hasEnded) this.#child.kill('SIGKILL');
  }

  get #now(): number {
    return this.#seconds + (this.#since === undefined ? 0 : (performance.now() - this.#since) / 1000);
  }

  #pauseClock(): void {
    this.#seconds = this.#now;
    this.#since = undefined;
  }

  async #sample(): Promise<void> {
    if (this.hasEnded || this.#child.pid === undefined) return;
    const { processorSeconds, residentBytes } = await loadOfTree(this.#child.pid);
    if (residentBytes === 0) return;
    this.#processorSeconds = processorSeconds;
    this.#samples.push({ x: this.#now, y: residentBytes });
  }
}
