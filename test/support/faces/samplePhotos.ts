import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Dataset, Pair } from '../../../bench/support/faces/dataset.ts';

/**
 * The faces of the six group photos that come with the models, labelled by eye: photo, middle of the face, its height. All are
 * women. `erin` is in two photos; everybody else is in one, but for one pair that nobody could tell.
 */
const FACES = {
  harlequin: [1, 505, 474, 240],
  corset: [1, 930, 536, 228],
  erin: [1, 1576, 327, 217],
  profile: [2, 449, 264, 295],
  grey: [2, 976, 338, 231],
  choker: [2, 1545, 273, 230],
  curls: [3, 697, 451, 298],
  erinAgain: [3, 1190, 362, 332],
  violet: [3, 1594, 439, 274],
  tanktop: [4, 346, 318, 245],
  jeans: [4, 755, 193, 243],
  pattern: [4, 1075, 306, 251],
  blonde: [4, 1340, 274, 233],
  front: [5, 469, 1020, 307],
  black: [5, 691, 542, 264],
  red: [5, 870, 209, 208],
  blue: [5, 1196, 319, 223],
  orange: [5, 1502, 525, 278],
  olive: [6, 360, 625, 270],
  berry: [6, 762, 472, 306],
  striped: [6, 1269, 443, 275],
  green: [6, 1594, 402, 294],
} as const satisfies Record<string, readonly [sample: number, x: number, y: number, height: number]>;

type Name = keyof typeof FACES;
/** Faces that can be cut out; one looks away so far that only the whole photo shows that it is one. */
const NAMES = (Object.keys(FACES) as Name[]).filter((name) => name !== 'profile');
const SAME: readonly (readonly Name[])[] = [['erin', 'erinAgain']];
const NOBODY_KNOWS: readonly (readonly Name[])[] = [['corset', 'tanktop']];
/** What else is in the middle of such a crop: a nose is not. */
const MARGIN = 0.75;

/** Labelled photos that any clone has: group photos as they are, each face by itself, and each as a poor copy. */
export function samplePhotos(folder: string): Dataset {
  const groups = [1, 2, 3, 4, 5, 6].map((number) => ({
    file: `sample${number}`,
    noses: Object.values(FACES).flatMap(([sample, x, y]) => (sample === number ? [{ x, y }] : [])),
  }));
  return {
    photos: NAMES.flatMap((name) => [
      { file: name, tags: new Map([['gender', 'female']]) },
      { file: copyOf(name), tags: new Map() },
    ]),
    pairs: [...pairsOfCopies(), ...pairsOfFaces()],
    groups,
    async read(file) {
      const [name = '', copy] = file.split(' ');
      if (name.startsWith('sample')) return readFile(join(folder, `${name}.jpg`));
      const [sample, x, y, height] = FACES[name as Name];
      const face = await cut(await readFile(join(folder, `sample${sample}.jpg`)), { x, y, height });
      return copy ? poorCopy(face) : face;
    },
  };
}

const isIn = (pairs: readonly (readonly Name[])[], a: Name, b: Name) =>
  pairs.some((pair) => pair.includes(a) && pair.includes(b));

const copyOf = (name: Name) => `${name} copy`;

function pairsOfFaces(): Pair[] {
  return NAMES.flatMap((first, index) =>
    NAMES.slice(index + 1)
      .filter((second) => !isIn(NOBODY_KNOWS, first, second))
      .map((second) => ({ first, second, same: isIn(SAME, first, second), set: 'samples' })),
  );
}

function pairsOfCopies(): Pair[] {
  return NAMES.map((first) => ({ first, second: copyOf(first), same: true, set: 'samples' }));
}

async function cut(photo: Buffer, { x, y, height }: { x: number; y: number; height: number }): Promise<Buffer> {
  const picture = sharp(photo);
  const { width: right = 0, height: bottom = 0 } = await picture.metadata();
  const reach = Math.round(height * MARGIN);
  const [left, top] = [Math.max(0, x - reach), Math.max(0, y - reach)];
  return picture
    .extract({
      left,
      top,
      width: Math.min(right, x + reach) - left,
      height: Math.min(bottom, y + reach) - top,
    })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** Mirrored, dark, half as large and pressed hard: as from another camera. */
async function poorCopy(face: Buffer): Promise<Buffer> {
  const { width = 0 } = await sharp(face).metadata();
  return sharp(face)
    .flop()
    .resize(Math.round(width / 2))
    .modulate({ brightness: 0.7 })
    .jpeg({ quality: 50 })
    .toBuffer();
}
