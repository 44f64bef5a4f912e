import type { Transferable, Worker } from 'node:worker_threads';

/** A request on its way through a pool: its answer is due to `resolve` or `reject`, once. */
export interface Job<Request, Response> {
  readonly id: number;
  readonly request: Request;
  readonly transfer: readonly Transferable[];
  /** When it came; `performance.now`. */
  readonly cameAt: number;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
  /** No thread uses the request any more. */
  readonly over: () => void;
}

/** A thread of a pool, and the one job that it works on. */
export interface Thread<Request, Response> {
  readonly worker: Worker;
  ready: boolean;
  job: Job<Request, Response> | undefined;
  deadline: NodeJS.Timeout | undefined;
}

interface JobParts<Request, Response> {
  readonly id: number;
  readonly request: Request;
  readonly transfer: readonly Transferable[];
  readonly over: () => void;
  readonly signal: AbortSignal | undefined;
  /** The caller has left; not called once the job is settled. */
  readonly onLeave: (job: Job<Request, Response>) => void;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** A job that stops listening to its caller's signal as soon as it is settled. */
export function newJob<Request, Response>(parts: JobParts<Request, Response>): Job<Request, Response> {
  const { id, request, transfer, over, signal, onLeave, resolve, reject } = parts;
  const leave = () => onLeave(job);
  const settled = () => signal?.removeEventListener('abort', leave);
  const job: Job<Request, Response> = {
    id,
    request,
    transfer,
    cameAt: performance.now(),
    resolve(response) {
      settled();
      resolve(response);
    },
    reject(error) {
      settled();
      reject(error);
    },
    over,
  };
  signal?.addEventListener('abort', leave);
  return job;
}
