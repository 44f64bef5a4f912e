import type { SingleBar } from 'cli-progress';
import { createProgressBar } from '../progressBar.ts';

/** Percent between two lines where there is no terminal. */
const STEP = 10;

/** Shows how far each step is on standard error: a bar on a terminal, otherwise a line for each tenth. */
export function createSteps(stream: NodeJS.WriteStream = process.stderr) {
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    /** @returns to be told how much of how much is done */
    begin(name: string): (done: number, total: number) => void {
      stop();
      if (!stream.isTTY) return linesOf(name, stream);
      const begun = createProgressBar({ format: '{bar} {value} of {total}  {name}, {eta_formatted} left', stream });
      begun.start(0, 0, { name });
      bar = begun;
      return (done, total) => {
        begun.setTotal(total);
        begun.update(done, { name });
      };
    },
    stop,
  };
}

function linesOf(name: string, stream: NodeJS.WriteStream): (done: number, total: number) => void {
  let said = -STEP;
  return (done, total) => {
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    if (percent < said + STEP) return;
    said = percent - (percent % STEP);
    stream.write(`${name}: ${done} of ${total}\n`);
  };
}
