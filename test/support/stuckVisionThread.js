/**
 * Preloaded into a server by `NODE_OPTIONS=--import`: the threads of the face engine take a job and never come back from a
 * native call, as a decoder does that a picture has caught. They read a FIFO that nobody writes to (STUCK_FIFO); no thread
 * can be ended in it. No picture is known that would do the same with every version of the decoder.
 */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

const STUCK = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', () => require('node:fs').readFileSync(process.env.STUCK_FIFO));
parentPort.postMessage({ kind: 'ready' });
`;

workerThreads.Worker = class extends workerThreads.Worker {
  constructor(entry, options) {
    if (options?.name === 'face engine') super(STUCK, { ...options, eval: true });
    else super(entry, options);
  }
};
syncBuiltinESMExports();
