import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/**
 * For `--import`: a process whose system clock can be set. At SIGCONT it is ahead of the true one by as many milliseconds as the file
 * of CLOCK_FILE says.
 */
const TrueDate = Date;
let ahead = 0;

globalThis.Date = class extends TrueDate {
  constructor(...args) {
    if (args.length === 0) super(TrueDate.now() + ahead);
    else super(...args);
  }

  static now() {
    return TrueDate.now() + ahead;
  }
};

if (isMainThread) {
  process.on('SIGCONT', () => {
    ahead = Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
  });
}
