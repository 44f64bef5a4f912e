import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 250;

/**
 * How long the threads of a process were ready to run and had no processor, as Linux counts it: on a machine that others use, an
 * answer that took long says nothing without it.
 */
export class ProcessorWait {
  readonly #pid: number;
  readonly #samples: { readonly at: number; readonly waitedMs: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(pid: number) {
    this.#pid = pid;
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_MS).unref();
  }

  /** Milliseconds of all threads together, in the last `ms` milliseconds. 0 where the system does not tell. */
  ofTheLast(ms: number): number {
    this.#sample();
    const from = performance.now() - ms;
    const before = this.#samples.findLast(({ at }) => at <= from) ?? this.#samples[0];
    return Math.max(0, (this.#samples.at(-1)?.waitedMs ?? 0) - (before?.waitedMs ?? 0));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #sample(): void {
    this.#samples.push({ at: performance.now(), waitedMs: this.#waitedMs() });
    // Two minutes are longer than any answer is waited for.
    if (this.#samples.length > 120_000 / SAMPLE_MS) this.#samples.shift();
  }

  /** The second number of `schedstat` is time in the queue, in nanoseconds. A thread may end while it is read. */
  #waitedMs(): number {
    try {
      const tasks = readdirSync(`/proc/${this.#pid}/task`);
      const waits = tasks.map(
        (task) => readFileSync(`/proc/${this.#pid}/task/${task}/schedstat`, 'latin1').split(' ')[1],
      );
      return waits.reduce((sum, wait) => sum + Number(wait) / 1e6, 0);
    } catch {
      return this.#samples.at(-1)?.waitedMs ?? 0;
    }
  }
}
