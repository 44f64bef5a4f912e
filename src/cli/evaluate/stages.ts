import type { SingleBar } from 'cli-progress';
import { createProgressBar } from '../progressBar.ts';

/** Shows how far each stage is: a bar on a terminal, elsewhere a line when a stage begins. */
export function createStages(stream: NodeJS.WriteStream = process.stderr) {
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  return {
    /** @returns to be told how much of `total` is done */
    begin(name: string, total: number): (done: number) => void {
      stop();
      if (!stream.isTTY) {
        stream.write(`${name}\n`);
        return () => undefined;
      }
      const begun = createProgressBar({ format: '{bar} {percentage}%  {name}, {eta_formatted} left', stream });
      begun.start(total, 0, { name });
      bar = begun;
      return (done) => begun.update(done);
    },
    stop,
  };
}
