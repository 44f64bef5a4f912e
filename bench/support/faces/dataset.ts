import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Point } from '../../../src/vision/geometry/point.ts';

export interface Photo {
  readonly file: string;
  /** Labels such as `gender`, `age`, `condition`, `live`. */
  readonly tags: ReadonlyMap<string, string>;
}

export interface Pair {
  readonly first: string;
  readonly second: string;
  readonly same: boolean;
  readonly set: string;
}

/** A picture of which every face is known by its nose. */
export interface Group {
  readonly file: string;
  readonly noses: readonly Point[];
}

export interface Dataset {
  readonly photos: readonly Photo[];
  readonly pairs: readonly Pair[];
  /** Empty when the folder has no detection.csv. */
  readonly groups: readonly Group[];
  read(file: string): Promise<Uint8Array>;
}

/**
 * Reads a folder with images.csv (`file,identity,tags` with tags `key=value;key~value`), pairs.csv (`file1,file2,same,set`)
 * and, if there is one, detection.csv (`file,faces,x:y x:y ...`).
 * @returns undefined when there is no such folder
 */
export async function openDataset(directory: string): Promise<Dataset | undefined> {
  if (!existsSync(join(directory, 'images.csv'))) return undefined;
  const images = await readRows(join(directory, 'images.csv'));
  const pairs = await readRows(join(directory, 'pairs.csv'));
  const groups = existsSync(join(directory, 'detection.csv')) ? await readRows(join(directory, 'detection.csv')) : [];
  return {
    photos: images.map(([file = '', , tags = '']) => ({ file, tags: parseTags(tags) })),
    pairs: pairs.map(([first = '', second = '', same, set = '']) => ({ first, second, same: same === '1', set })),
    groups: groups.map(([file = '', , noses = '']) => ({ file, noses: parsePoints(noses) })),
    read: (file) => readFile(join(directory, file)),
  };
}

async function readRows(path: string): Promise<string[][]> {
  const [, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

function parseTags(text: string): Map<string, string> {
  const pairs = text.split(';').map((tag) => tag.split(/[=~]/));
  return new Map(pairs.map(([key = '', value = '']) => [key, value]));
}

function parsePoints(text: string): Point[] {
  return text
    .split(' ')
    .filter((point) => point !== '')
    .map((point) => {
      const [x, y] = point.split(':').map(Number);
      return { x: x ?? Number.NaN, y: y ?? Number.NaN };
    });
}
