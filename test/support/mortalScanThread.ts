import { parentPort } from 'node:worker_threads';
import type { JobMessage } from '../../src/concurrency/threads/jobMessages.ts';
import type { ScanJob } from '../../src/gallery/scan/scanJob.ts';

/** A limit that no search has: the scanning thread dies of it. */
export const DEADLY_LIMIT = 666_666;

parentPort?.on('message', (message: JobMessage<ScanJob>) => {
  if (message.kind === 'job' && message.request.queries.some(({ limit }) => limit === DEADLY_LIMIT)) process.exit(1);
});

if (parentPort) await import('../../src/gallery/scan/scanThread.ts');
