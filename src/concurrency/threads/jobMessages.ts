/** What a pool sends to a worker and what the worker sends back; `serveJobs` speaks the other end. */
export type JobMessage<Request> =
  | { readonly kind: 'job'; readonly id: number; readonly request: Request }
  | { readonly kind: 'abandoned'; readonly id: number };

export type WorkerMessage<Response> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly response: Response }
  | { readonly kind: 'failed'; readonly id: number; readonly error: unknown };
