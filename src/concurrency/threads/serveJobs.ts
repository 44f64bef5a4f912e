import { parentPort, type Transferable } from 'node:worker_threads';
import type { JobMessage, WorkerMessage } from './jobMessages.ts';

export interface JobResult<Response> {
  readonly response: Response;
  readonly transfer?: readonly Transferable[];
}

/**
 * The worker's end of a `WorkerPool`: tells the pool that it is ready and answers each job in turn. Call it when the
 * worker has all it needs; what it throws before that makes the pool's start fail.
 * @param work its signal is aborted when no caller waits for the answer any more, as soon as the work gives the thread a turn
 * @param dehydrateError makes an error a plain object that survives the thread boundary with its type.
 */
export function serveJobs<Request, Response>(
  work: (request: Request, signal: AbortSignal) => Promise<JobResult<Response>>,
  dehydrateError: (error: unknown) => unknown = (error) => error,
): void {
  const port = parentPort;
  if (!port) throw new Error('serveJobs runs in a worker thread only');
  const send = (message: WorkerMessage<Response>, transfer?: readonly Transferable[]) =>
    port.postMessage(message, transfer ?? []);
  const running = new Map<number, AbortController>();
  const answer = async (id: number, request: Request) => {
    const abandoned = new AbortController();
    running.set(id, abandoned);
    try {
      const { response, transfer } = await work(request, abandoned.signal);
      send({ kind: 'done', id, response }, transfer);
    } catch (error) {
      // Also when the response cannot be cloned: the caller must get an answer.
      send({ kind: 'failed', id, error: dehydrateError(error) });
    } finally {
      running.delete(id);
    }
  };
  port.on('message', (message: JobMessage<Request>) => {
    if (message.kind === 'job') void answer(message.id, message.request);
    else running.get(message.id)?.abort();
  });
  send({ kind: 'ready' });
}
