import { parentPort, type Transferable } from 'node:worker_threads';
import type { JobAnswer, JobMessage } from './workerPool.ts';

export interface JobResult<Response> {
  readonly response: Response;
  readonly transfer?: readonly Transferable[];
}

/**
 * The worker's end of a `WorkerPool`: answers each job in turn.
 * @param dehydrateError makes an error a plain object that survives the thread boundary with its type.
 */
export function serveJobs<Request, Response>(
  work: (request: Request) => Promise<JobResult<Response>>,
  dehydrateError: (error: unknown) => unknown = (error) => error,
): void {
  const port = parentPort;
  if (!port) throw new Error('serveJobs runs in a worker thread only');
  port.on('message', ({ id, request }: JobMessage<Request>) => {
    work(request).then(
      ({ response, transfer }) => {
        const answer: JobAnswer<Response> = { id, ok: true, response };
        port.postMessage(answer, transfer ?? []);
      },
      (error: unknown) => {
        const answer: JobAnswer<Response> = { id, ok: false, error: dehydrateError(error) };
        port.postMessage(answer);
      },
    );
  });
}
