import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSize {
  readonly bytes: number;
  readonly files: number;
}

/** Everything under a folder; files that go meanwhile are passed over. @param isCounted by the path within the folder */
export async function folderSize(folder: string, isCounted = (_path: string) => true): Promise<FolderSize> {
  const paths = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    paths.filter(isCounted).map((path) =>
      stat(join(folder, path)).then(
        (found) => (found.isFile() ? found.size : undefined),
        () => undefined,
      ),
    ),
  );
  const files = sizes.filter((size) => size !== undefined);
  return { bytes: files.reduce((sum, size) => sum + size, 0), files: files.length };
}
