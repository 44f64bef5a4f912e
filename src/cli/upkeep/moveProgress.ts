import type { SingleBar } from 'cli-progress';
import type { MoveProgress } from '../../portraits/movePortraits.ts';
import { createProgressBar } from '../progressBar.ts';

export interface MoveReporter {
  readonly onProgress: (progress: MoveProgress) => void;
  /** Gives the line back to other output. */
  readonly stop: () => void;
}

/** Percent between two lines where there is no terminal. */
const STEP = 10;

/** Shows a move of portraits on standard error: a bar on a terminal, otherwise a line for each tenth. */
export function createMoveReporter(stream: NodeJS.WriteStream = process.stderr): MoveReporter {
  return stream.isTTY ? barReporter(stream) : lineReporter(stream);
}

function barReporter(stream: NodeJS.WriteStream): MoveReporter {
  let bar: SingleBar | undefined;
  return {
    onProgress({ moved, total, bytes }) {
      const megabytes = (bytes / 1e6).toFixed(1);
      if (!bar) {
        bar = createProgressBar({ format: '{bar} {value} of {total} portraits, {megabytes} MB', stream });
        bar.start(total, 0, { megabytes });
      }
      // Nodes go on storing: there may be more than there were.
      bar.setTotal(Math.max(total, moved));
      bar.update(moved, { megabytes });
    },
    stop: () => bar?.stop(),
  };
}

function lineReporter(stream: NodeJS.WriteStream): MoveReporter {
  let said = 0;
  return {
    onProgress({ moved, total }) {
      const percent = total === 0 ? 0 : Math.floor((100 * moved) / total);
      if (percent < said + STEP) return;
      said = percent - (percent % STEP);
      stream.write(`moved ${moved} of ${total} portraits\n`);
    },
    stop: () => {},
  };
}
