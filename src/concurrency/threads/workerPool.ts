import type { Transferable, Worker } from 'node:worker_threads';
import { Unavailable } from '../../domain/errors.ts';
import { backOffDelays } from '../backOff.ts';
import { waitAtMost } from '../deadline.ts';
import type { JobMessage, WorkerMessage } from './jobMessages.ts';
import { type Job, newJob, type Thread } from './poolJob.ts';
import { startWorker } from './startWorker.ts';
import type { PoolCounts, WorkerPoolOptions } from './workerPoolOptions.ts';

/** How long the close of a pool waits for its threads. */
const CLOSE_MS = 300;
/** Before another thread takes the place of one that died, from the second death in a row on. */
const REPLACEMENT = { firstMs: 100, longestMs: 5000, growth: 2 };

/**
 * Threads that each work on one job at a time, with one bounded queue in front. A thread that dies fails its own job
 * with `Unavailable`, is replaced, and the queue goes on; threads that keep dying are replaced at growing intervals.
 *
 * A thread at work is never terminated: in a native call (inference) that aborts the whole process. One that is over its
 * deadline is given up; it ends when its call returns. At most `size` of them are replaced at a time.
 */
export class WorkerPool<Request, Response> {
  readonly #options: WorkerPoolOptions;
  readonly #threads = new Set<Thread<Request, Response>>();
  /** Given up, and still at work. */
  readonly #stuck = new Set<Thread<Request, Response>>();
  readonly #queue: Job<Request, Response>[] = [];
  readonly #replacements = new Set<NodeJS.Timeout>();
  readonly #started: Promise<void>;
  #settleStart: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => {}, reject: () => {} };
  #starting = true;
  #closed = false;
  #nextJobId = 1;
  /** Pauses since the first death in a row; undefined while jobs are answered. */
  #pauses: Generator<number, never> | undefined;
  readonly #counts = { done: 0, failed: 0, refused: 0, leftWaiting: 0, leftRunning: 0, deaths: 0, waitedMs: 0 };

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#started = new Promise((resolve, reject) => {
      this.#settleStart = { resolve, reject };
    });
    // Callers that do not await `ready` still learn of a failed start: `run` throws `Unavailable`.
    this.#started.catch(() => {});
    for (let index = 0; index < (options.first ?? options.size); index++) this.#spawn();
  }

  /**
   * Resolves when the threads that start at once have started. When one cannot, the pool is closed and its error is thrown here: what fails
   * at start (a missing file, a broken model) would fail again.
   */
  ready(): Promise<void> {
    return this.#started;
  }

  /** Starts the threads that `first` has left out. One that cannot start counts as one that died. */
  startAll(): void {
    this.#fill();
  }

  /** Threads that were given up at their deadline and have not come back. */
  get stuck(): number {
    return this.#stuck.size;
  }

  /** More threads are stuck than are replaced: only a restart of the process helps for certain. */
  get isExhausted(): boolean {
    return this.#stuck.size > this.#options.size;
  }

  /** Jobs that wait for a thread. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** What there is now, and what has been since the start. */
  get counts(): PoolCounts {
    const { size, queueLimit } = this.#options;
    let running = 0;
    for (const { job } of this.#threads) if (job) running++;
    return { ...this.#counts, threads: size, running, waiting: this.waiting, queueLimit, stuck: this.stuck };
  }

  /** @throws Unavailable when the queue is full or the pool is closed, so that one more job would be refused */
  requireRoom(): void {
    if (this.#closed) throw new Unavailable(this.#options.name);
    if (this.#queue.length < this.#options.queueLimit) return;
    this.#counts.refused++;
    throw new Unavailable(`${this.#options.name} queue`);
  }

  /**
   * @param signal when the caller leaves, a waiting job leaves the queue and never runs; a running one is told to stop, and
   *   its result is dropped
   * @param over no thread uses the request any more: later than the answer where that came early
   * @throws Unavailable when the queue is full, the thread died, or the pool is closed; the reason of the signal
   */
  run(
    request: Request,
    transfer: readonly Transferable[] = [],
    signal?: AbortSignal,
    over: () => void = () => {},
  ): Promise<Response> {
    try {
      signal?.throwIfAborted();
      this.requireRoom();
    } catch (error) {
      over();
      return Promise.reject(asError(error));
    }
    return new Promise<Response>((resolve, reject) => {
      const onLeave = (job: Job<Request, Response>) => this.#abandon(job, asError(signal?.reason));
      const job = newJob({ id: this.#nextJobId++, request, transfer, over, signal, onLeave, resolve, reject });
      this.#queue.push(job);
      this.startAll();
      this.#dispatch();
    });
  }

  #abandon(job: Job<Request, Response>, reason: Error): void {
    const place = this.#queue.indexOf(job);
    if (place !== -1) {
      this.#queue.splice(place, 1);
      job.over();
      this.#counts.leftWaiting++;
    }
    for (const thread of this.#threads) {
      if (thread.job !== job) continue;
      thread.worker.postMessage({ kind: 'abandoned', id: job.id } satisfies JobMessage<Request>);
      this.#counts.leftRunning++;
    }
    job.reject(reason);
  }

  /**
   * Fails what waits and what runs, and stops the threads. Those at work get a moment; what is at work still is left to the
   * end of the process, which it does not hold up.
   */
  async close(): Promise<void> {
    this.#closed = true;
    const closed = new Unavailable(this.#options.name);
    this.#settleStart.reject(closed);
    for (const timer of this.#replacements) clearTimeout(timer);
    this.#replacements.clear();
    for (const job of this.#queue.splice(0)) {
      job.over();
      job.reject(closed);
    }
    const threads = [...this.#threads];
    this.#threads.clear();
    for (const { job, deadline } of threads) {
      clearTimeout(deadline);
      job?.reject(closed);
    }
    for (const { worker, ready, job } of threads) if (ready && !job) void worker.terminate();
    await waitAtMost(Promise.all(threads.map(({ worker }) => exited(worker))), CLOSE_MS);
  }

  #spawn(): void {
    const { entry, name, workerData } = this.#options;
    const worker = startWorker(entry, { name, workerData, execArgv: [] });
    const thread: Thread<Request, Response> = { worker, ready: false, job: undefined, deadline: undefined };
    this.#threads.add(thread);
    worker.on('message', (message: WorkerMessage<Response>) => this.#receive(thread, message));
    worker.on('messageerror', (error) => {
      this.#bury(thread, error);
      void worker.terminate();
    });
    worker.on('error', (error) => this.#bury(thread, asError(error)));
    worker.on('exit', (code) => this.#bury(thread, new Error(`${this.#options.name} thread left with code ${code}`)));
  }

  #receive(thread: Thread<Request, Response>, message: WorkerMessage<Response>): void {
    if (this.#closed || this.#stuck.has(thread)) {
      // Its call has returned: now it is idle, and can be ended.
      thread.job?.over();
      thread.job = undefined;
      void thread.worker.terminate();
      return;
    }
    if (message.kind === 'ready') {
      thread.ready = true;
      this.#noteStart();
    } else {
      clearTimeout(thread.deadline);
      const job = thread.job;
      thread.job = undefined;
      job?.over();
      this.#pauses = undefined;
      if (message.kind === 'done') {
        this.#counts.done++;
        job?.resolve(message.response);
      } else {
        this.#counts.failed++;
        job?.reject(this.#revive(message.error));
      }
    }
    this.#dispatch();
  }

  #noteStart(): void {
    if (!this.#starting || [...this.#threads].some(({ ready }) => !ready)) return;
    this.#starting = false;
    this.#settleStart.resolve();
  }

  #revive(error: unknown): Error {
    return this.#options.reviveError?.(error) ?? asError(error);
  }

  /** A thread is lost: an error comes first and its exit after it, so the second call finds nothing to do. */
  #bury(thread: Thread<Request, Response>, error: Error): void {
    if (this.#stuck.delete(thread)) {
      thread.job?.over();
      this.#fill();
    }
    if (!this.#threads.delete(thread)) return;
    clearTimeout(thread.deadline);
    thread.job?.over();
    thread.job?.reject(new Unavailable(this.#options.name, 1, { cause: error }));
    if (this.#starting) {
      this.#settleStart.reject(error);
      void this.close();
      return;
    }
    this.#options.onCrash?.(error);
    this.#counts.deaths++;
    this.#counts.failed += thread.job ? 1 : 0;
    const delay = this.#pauses?.next().value ?? 0;
    this.#pauses ??= backOffDelays(REPLACEMENT);
    const timer = setTimeout(() => {
      this.#replacements.delete(timer);
      this.#spawn();
    }, delay);
    this.#replacements.add(timer);
  }

  /** A job over its deadline fails now; its thread is given up, since a native call cannot be ended. */
  #watch(thread: Thread<Request, Response>, job: Job<Request, Response>): void {
    const { deadlineMs, overdue, name } = this.#options;
    if (deadlineMs === undefined) return;
    thread.deadline = setTimeout(() => {
      job.reject(overdue?.() ?? new Unavailable(name));
      this.#threads.delete(thread);
      this.#stuck.add(thread);
      this.#counts.deaths++;
      this.#counts.failed++;
      this.#options.onCrash?.(new Error(`${name}: a job took longer than ${deadlineMs} ms`));
      this.#fill();
    }, deadlineMs);
  }

  #fill(): void {
    if (this.#closed || this.isExhausted) return;
    while (this.#threads.size + this.#replacements.size < this.#options.size) this.#spawn();
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (!thread.ready || thread.job) continue;
      const job = this.#queue.shift();
      if (!job) return;
      const message: JobMessage<Request> = { kind: 'job', id: job.id, request: job.request };
      try {
        thread.worker.postMessage(message, job.transfer);
        thread.job = job;
        this.#counts.waitedMs += performance.now() - job.cameAt;
        this.#watch(thread, job);
      } catch (error) {
        // The request cannot be cloned: the caller's mistake, not the thread's.
        job.over();
        job.reject(asError(error));
      }
    }
  }
}

/** Also of a thread that fails on its way out: `once` of node:events would reject then, and the close with it. */
function exited(worker: Worker): Promise<void> {
  return new Promise((resolve) => worker.once('exit', () => resolve()));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
