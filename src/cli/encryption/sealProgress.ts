import type { SingleBar } from 'cli-progress';
import type { SealProgress } from '../../core/encryption/pacedRun.ts';
import type { Json } from '../admin/adminClient.ts';
import { createProgressBar } from '../progressBar.ts';

const NAMES = { vectors: 'vectors', images: 'images in the database', files: 'portraits in files' };

/** Shows on a terminal how far a run is; elsewhere a line for each stage. */
export function createSealReporter(stream: NodeJS.WriteStream = process.stderr) {
  let bar: SingleBar | undefined;
  let stage: string | undefined;
  return {
    onProgress(event: Json): void {
      const progress = event as unknown as SealProgress;
      const total = Math.max(progress.total, progress.changed);
      if (stream.isTTY) {
        if (!bar) {
          bar = createProgressBar({ format: '{bar} {value} changed · {stage}', stream });
          bar.start(total, 0, { stage: NAMES[progress.stage] });
        }
        bar.setTotal(total);
        bar.update(progress.changed, { stage: NAMES[progress.stage] });
      } else if (stage !== progress.stage) {
        stage = progress.stage;
        stream.write(`${NAMES[progress.stage]}: ${progress.changed} changed so far\n`);
      }
    },
    stop: () => bar?.stop(),
  };
}
