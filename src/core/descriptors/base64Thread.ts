import type { Transferable } from 'node:worker_threads';
import { serveJobs } from '../../concurrency/threads/serveJobs.ts';
import { decodeBase64 } from '../../domain/base64.ts';

/** The bytes come back in the buffer that the text came in. */
serveJobs<Uint8Array<ArrayBuffer | SharedArrayBuffer>, Uint8Array | undefined>(async (text) => {
  const transfer: readonly Transferable[] = text.buffer instanceof ArrayBuffer ? [text.buffer] : [];
  return { response: decodeBase64(text), transfer };
});
