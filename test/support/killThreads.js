/**
 * Preloaded into a server by `NODE_OPTIONS=--import`. After SIGWINCH the next job for a thread of the name that the file of
 * DOOMED_THREAD_FILE says, or without one for a scanning thread, kills it, as running out of memory would. From outside no thread of another
 * process can be reached.
 */
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

const { DOOMED_THREAD_FILE } = process.env;
/** Name of the threads of which the next with a job dies. */
let doomed;

workerThreads.Worker = class extends workerThreads.Worker {
  #name;

  constructor(entry, options) {
    super(entry, options);
    this.#name = options?.name;
  }

  postMessage(message, transfer) {
    if (doomed === undefined || this.#name !== doomed || message.kind !== 'job')
      return super.postMessage(message, transfer);
    // The job is lost with it: a thread that dies slowly enough to answer proves nothing.
    doomed = undefined;
    void this.terminate();
  }
};
syncBuiltinESMExports();
process.on('SIGWINCH', () => {
  doomed = DOOMED_THREAD_FILE ? readFileSync(DOOMED_THREAD_FILE, 'utf8') : 'gallery scan';
});
