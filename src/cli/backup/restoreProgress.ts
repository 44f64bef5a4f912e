import type { Manifest } from '../../core/backup/manifest.ts';
import type { RestoreProgress } from '../../core/backup/restoreBackup.ts';
import { createProgressBar } from '../progressBar.ts';

export interface RestoreReporter {
  /** Told how much of the file was checked. */
  readonly onCheck: (read: number, size: number) => void;
  readonly onProgress: (manifest: Manifest) => (progress: RestoreProgress) => void;
  readonly stop: () => void;
}

/** A bar on a terminal; silent elsewhere. */
export function createRestoreProgress(stream: NodeJS.WriteStream = process.stderr): RestoreReporter {
  if (!stream.isTTY) return { onCheck: () => undefined, onProgress: () => () => undefined, stop: () => undefined };
  const bar = createProgressBar({ format: '{bar} {percentage} % · {what}', stream });
  bar.start(1, 0, { what: 'checking' });
  return {
    onCheck(read, size) {
      bar.setTotal(Math.max(1, size));
      bar.update(read, { what: 'checking' });
    },
    onProgress(manifest) {
      const total = Object.values(manifest.rows).reduce((sum, count) => sum + count, manifest.portraits);
      bar.setTotal(Math.max(1, total));
      return ({ rows, portraits }) => bar.update(rows + portraits, { what: `${rows} rows, ${portraits} portraits` });
    },
    stop: () => bar.stop(),
  };
}
