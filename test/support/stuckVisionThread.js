/**
 * Preloaded into a server by `NODE_OPTIONS=--import`: the threads of the face engine take a job and never come back from a
 * native call, as a decoder does that a picture has caught. They read a FIFO that nobody writes to (STUCK_FIFO); no thread
 * can be ended in it. No picture is known that would do the same with every version of the decoder. With STUCK_WORD only
 * bodies that begin with it are such pictures, and the threads do their work with others.
 */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

const { STUCK_WORD } = process.env;
const HANG = "require('node:fs').readFileSync(process.env.STUCK_FIFO)";
const ALWAYS = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', () => ${HANG});
parentPort.postMessage({ kind: 'ready' });
`;
const AT_THE_WORD = `
require('node:worker_threads').parentPort.on('message', ({ request }) => {
  if (Buffer.from(request.image).toString('latin1').startsWith(process.env.STUCK_WORD)) ${HANG};
});
`;

workerThreads.Worker = class extends workerThreads.Worker {
  constructor(entry, options) {
    if (options?.name !== 'face engine') super(entry, options);
    else if (STUCK_WORD === undefined) super(ALWAYS, { ...options, eval: true });
    else super(AT_THE_WORD + (options.eval ? entry : `import('${entry.href}');`), { ...options, eval: true });
  }
};
syncBuiltinESMExports();
