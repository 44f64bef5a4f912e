import { Parser, type ReadEntry } from 'tar';
import { MANIFEST } from '../../core/backup/archiveFormat.ts';
import { imageOf, rowsIn } from '../../core/backup/entryNames.ts';
import type { Manifest } from '../../core/backup/manifest.ts';
import { createProgressBar } from '../progressBar.ts';

export interface BackupProgress {
  /** Told of each piece of the archive. */
  readonly onChunk: (chunk: Uint8Array) => void;
  /** Told how much of the file was read back. */
  readonly onCheck: (read: number, size: number) => void;
  /** Gives the line back to other output. */
  readonly stop: () => void;
}

/** Shows on a terminal how far a backup is, by the entries that go by; silent elsewhere. */
export function createBackupProgress(stream: NodeJS.WriteStream = process.stderr): BackupProgress {
  if (!stream.isTTY) return { onChunk: () => undefined, onCheck: () => undefined, stop: () => undefined };
  const format = '{bar} {percentage} % · {what} · {megabytes} MB';
  const bar = createProgressBar({ format, stream });
  let bytes = 0;
  const shown = (what: string) => ({ what, megabytes: (bytes / 1e6).toFixed(1) });
  bar.start(1, 0, shown('reading'));
  const parser = new Parser({
    onReadEntry(entry) {
      if (entry.path === MANIFEST) void readManifest(entry).then((total) => bar.setTotal(Math.max(1, total)));
      else entry.resume();
      bar.increment(weightOf(entry.path), shown(entry.path.split('/')[0] ?? ''));
    },
  });
  return {
    onChunk(chunk) {
      bytes += chunk.length;
      parser.write(Buffer.from(chunk));
    },
    onCheck: (read, size) => {
      bar.setTotal(size);
      bar.update(read, shown('reading it back'));
    },
    stop: () => bar.stop(),
  };
}

/** Rows of a page by its name, one of a portrait, nothing of a thumbnail. */
function weightOf(path: string): number {
  const image = imageOf(path);
  return rowsIn(path) ?? (image && image.side === undefined ? 1 : 0);
}

async function readManifest(entry: ReadEntry): Promise<number> {
  const { rows, portraits } = JSON.parse(String(await entry.concat())) as Manifest;
  return Object.values(rows).reduce((sum, count) => sum + count, portraits);
}
