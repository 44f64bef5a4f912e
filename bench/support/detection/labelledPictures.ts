import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Box } from '../../../src/vision/geometry/box.ts';
import type { Point } from '../../../src/vision/geometry/point.ts';

/** What is known of the faces of a picture. */
export type Label =
  /** Each face by its box or by its nose; what matches none is no face, unless `open`: there people may have no label. */
  | { readonly kind: 'boxes'; readonly boxes: readonly LabelledBox[]; readonly open: boolean }
  | { readonly kind: 'noses'; readonly noses: readonly Point[] }
  /** A photo of one person, with others in the background, perhaps. */
  | { readonly kind: 'somebody' }
  | { readonly kind: 'nobody' };

/** A box, and what is known of the face in it. */
export interface LabelledBox extends Box {
  /** As `mask_annot853` has it; undefined where a set says nothing. */
  readonly kind: 'masked' | 'bare' | 'badly masked' | undefined;
}

export interface LabelledPicture {
  readonly set: string;
  /** The whole path. */
  readonly path: string;
  readonly label: Label;
}

/** Sets whose crowds have faces without a label, as their README says. */
const OPEN_SETS = ['mask_annot853', 'dlib_faces'];

/**
 * Every picture of a folder of labelled faces (images.csv, detection.csv) and of a folder of evaluation sets (a folder with
 * images.csv each). What does not exist is left out.
 */
export async function labelledPictures(facesDirectory: string, evalDirectory: string): Promise<LabelledPicture[]> {
  const pictures: LabelledPicture[] = [];
  for (const [file = '', , tags = ''] of await readRows(join(facesDirectory, 'images.csv'))) {
    const [set = ''] = file.split('/');
    if (set !== 'detect')
      pictures.push({ set: `faces/${set}`, path: join(facesDirectory, file), label: labelOf(set, tags) });
  }
  for (const [file = '', , noses = ''] of await readRows(join(facesDirectory, 'detection.csv'))) {
    pictures.push({
      set: 'faces/detect',
      path: join(facesDirectory, file),
      label: { kind: 'noses', noses: pointsOf(noses) },
    });
  }
  for (const set of existsSync(evalDirectory) ? readdirSync(evalDirectory).sort() : []) {
    for (const [file = '', , tags = ''] of await readRows(join(evalDirectory, set, 'images.csv'))) {
      pictures.push({ set, path: join(evalDirectory, set, file), label: labelOf(set, tags) });
    }
  }
  return pictures;
}

/** Columns of file, identity and tags (in quotes when there is a comma in them); no row when there is no such file. */
async function readRows(path: string): Promise<string[][]> {
  if (!existsSync(path)) return [];
  const [, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  return lines.map((line) => {
    const [file = '', identity = '', ...rest] = line.split(',');
    return [file, identity, rest.join(',').replaceAll('"', '')];
  });
}

function labelOf(set: string, tags: string): Label {
  const boxes = /(?:^|;)boxes=([^;]+)/.exec(tags)?.[1];
  if (boxes) return { kind: 'boxes', boxes: boxes.split('|').map(boxOf), open: OPEN_SETS.includes(set) };
  return /(?:^|;)faces=0(?:;|$)/.test(tags) ? { kind: 'nobody' } : { kind: 'somebody' };
}

const KINDS = ['bare', 'masked', 'badly masked'] as const;

function boxOf(text: string): LabelledBox {
  const [left = 0, top = 0, right = 0, bottom = 0, kind] = text.split(',').map(Number);
  return { left, top, right, bottom, kind: kind === undefined ? undefined : KINDS[kind] };
}

function pointsOf(text: string): Point[] {
  return text
    .split(' ')
    .filter((point) => point !== '')
    .map((point) => {
      const [x = 0, y = 0] = point.split(':').map(Number);
      return { x, y };
    });
}
