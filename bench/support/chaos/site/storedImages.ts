import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** One image of a face, as its store has it. */
export interface StoredImage {
  readonly descriptorId: string;
  /** Else it is a thumbnail. */
  readonly isPortrait: boolean;
}

const NAME = /(?<descriptorId>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?<side>_\d+)?\.jpg$/;

/** What names of files or of objects say. */
export function imagesOf(names: readonly string[]): readonly StoredImage[] {
  return names.flatMap((name) => {
    const { descriptorId, side } = NAME.exec(name)?.groups ?? {};
    return descriptorId === undefined ? [] : [{ descriptorId, isPortrait: side === undefined }];
  });
}

export async function imagesInFolder(dataDirectory: string): Promise<readonly StoredImage[]> {
  return imagesOf(await readdir(join(dataDirectory, 'portraits'), { recursive: true }));
}
