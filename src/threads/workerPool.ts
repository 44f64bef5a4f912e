import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Transferable, Worker } from 'node:worker_threads';
import { Unavailable } from '../domain/errors.ts';

/** What a pool sends to a worker and what the worker answers; `serveJobs` speaks the other end. */
export type JobMessage<Request> = { readonly id: number; readonly request: Request };
export type JobAnswer<Response> =
  | { readonly id: number; readonly ok: true; readonly response: Response }
  | { readonly id: number; readonly ok: false; readonly error: unknown };

export interface WorkerPoolOptions {
  /** The worker's module, given by `new URL('./x.ts', import.meta.url)`; compiled code finds the `.js` beside it. */
  readonly entry: URL;
  /** Threads. */
  readonly size: number;
  /** Jobs that may wait; one more is refused with `Unavailable` so that a flood cannot fill the memory. */
  readonly queueLimit: number;
  /** Used in errors and thread names. */
  readonly name: string;
  readonly workerData?: unknown;
  /** Turns an error that came over the thread boundary (a plain object) back into a typed one. */
  readonly reviveError?: (error: unknown) => Error;
  /** Told when a thread died and was replaced. */
  readonly onCrash?: (error: Error) => void;
}

interface Job<Request, Response> {
  readonly request: Request;
  readonly transfer: readonly Transferable[];
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Request, Response> {
  readonly worker: Worker;
  job: Job<Request, Response> | undefined;
}

/**
 * Threads that each work on one job at a time, with one bounded queue in front. A thread that dies fails its own job
 * with `Unavailable`, is replaced, and the queue goes on.
 */
export class WorkerPool<Request, Response> {
  readonly #options: WorkerPoolOptions;
  readonly #threads = new Set<Thread<Request, Response>>();
  readonly #queue: Job<Request, Response>[] = [];
  #closed = false;
  #nextJobId = 1;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    for (let index = 0; index < options.size; index++) this.#spawn();
  }

  /** Jobs that wait for a thread. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** @throws Unavailable when the queue is full, the thread died, or the pool is closed. */
  run(request: Request, transfer: readonly Transferable[] = []): Promise<Response> {
    if (this.#closed) return Promise.reject(new Unavailable(this.#options.name));
    if (this.#queue.length >= this.#options.queueLimit) {
      return Promise.reject(new Unavailable(`${this.#options.name} queue`));
    }
    return new Promise<Response>((resolve, reject) => {
      this.#queue.push({ request, transfer, resolve, reject });
      this.#dispatch();
    });
  }

  /** Fails what waits and stops the threads. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue.splice(0)) job.reject(new Unavailable(this.#options.name));
    const threads = [...this.#threads];
    this.#threads.clear();
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
    for (const { job } of threads) job?.reject(new Unavailable(this.#options.name));
  }

  #spawn(): void {
    const { file, execArgv } = resolveEntry(this.#options.entry);
    const worker = new Worker(file, { workerData: this.#options.workerData, name: this.#options.name, execArgv });
    const thread: Thread<Request, Response> = { worker, job: undefined };
    this.#threads.add(thread);
    worker.on('message', (answer: JobAnswer<Response>) => this.#settle(thread, answer));
    worker.on('error', (error) => this.#replace(thread, error));
    worker.on('exit', (code) =>
      this.#replace(thread, new Error(`${this.#options.name} thread left with code ${code}`)),
    );
  }

  #settle(thread: Thread<Request, Response>, answer: JobAnswer<Response>): void {
    const job = thread.job;
    thread.job = undefined;
    if (answer.ok) job?.resolve(answer.response);
    else job?.reject(this.#revive(answer.error));
    this.#dispatch();
  }

  #revive(error: unknown): Error {
    if (this.#options.reviveError) return this.#options.reviveError(error);
    return error instanceof Error ? error : new Error(String(error));
  }

  #replace(thread: Thread<Request, Response>, error: Error): void {
    if (!this.#threads.delete(thread)) return;
    thread.job?.reject(new Unavailable(this.#options.name, 1, { cause: error }));
    this.#options.onCrash?.(error);
    this.#spawn();
    this.#dispatch();
  }

  #dispatch(): void {
    for (const thread of this.#threads) {
      if (this.#queue.length === 0) return;
      if (thread.job) continue;
      const job = this.#queue.shift();
      if (!job) return;
      thread.job = job;
      const message: JobMessage<Request> = { id: this.#nextJobId++, request: job.request };
      thread.worker.postMessage(message, job.transfer);
    }
  }
}

/** Source files run under tsx in tests and benchmarks; a build has the compiled file at the same place. */
function resolveEntry(entry: URL): { file: string; execArgv: string[] } {
  const file = fileURLToPath(entry);
  if (extname(fileURLToPath(import.meta.url)) === '.ts') return { file, execArgv: ['--import', 'tsx'] };
  return { file: file.replace(/\.ts$/, '.js'), execArgv: [] };
}
