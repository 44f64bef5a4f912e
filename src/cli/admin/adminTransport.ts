import type { Readable } from 'node:stream';

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** Media type of the answer. */
  readonly accept: string;
  /** The caller has left: the server stops the work. */
  readonly signal?: AbortSignal | undefined;
}

export interface Received {
  readonly status: number;
  readonly body: Readable;
}

/** A way to the administrator's API. */
export interface AdminTransport {
  send(sent: Sent): Promise<Received>;
  close(): Promise<void>;
}
