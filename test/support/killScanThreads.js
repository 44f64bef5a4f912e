/**
 * Preloaded into a server by `NODE_OPTIONS=--import`. After SIGWINCH the next job for a scanning thread kills it, as
 * running out of memory would. From outside no thread of another process can be reached.
 */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

let armed = false;

workerThreads.Worker = class extends workerThreads.Worker {
  #isScanning;

  constructor(entry, options) {
    super(entry, options);
    this.#isScanning = options?.name === 'gallery scan';
  }

  postMessage(message, transfer) {
    if (!armed || !this.#isScanning) return super.postMessage(message, transfer);
    // The job is lost with it: a thread that dies slowly enough to answer proves nothing.
    armed = false;
    void this.terminate();
  }
};
syncBuiltinESMExports();
process.on('SIGWINCH', () => {
  armed = true;
});
