import { workerData } from 'node:worker_threads';
import { serveJobs } from '../../../src/concurrency/threads/serveJobs.ts';

/** Cannot start once the shared flag is set. */
const { broken } = workerData as { broken: Int32Array };
if (Atomics.load(broken, 0) === 1) throw new Error('a file is missing');
serveJobs(async () => {
  process.exit(1);
});
