import sharp from 'sharp';
import { encodeArchive } from '../../../src/descriptorFormat/descriptorArchive.ts';
import { encodeDescriptor } from '../../../src/descriptorFormat/descriptorFile.ts';
import { EMBEDDERS } from '../../../src/vision/embed/embedders.ts';
import type { Embedding } from '../../../src/vision/face.ts';
import { ENCODINGS } from '../images/encodings.ts';
import { facePhotos } from '../images/facePhotos.ts';
import { Random } from './random.ts';

/** A whole file of a kind that the API decodes. */
export interface Sample {
  readonly name: string;
  /** What it may be sent as, but for base64. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** The least side that is taken is 96: all but the faces cost a detector next to nothing. */
const SMALL = 100;

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^JPEG/, 'image/jpeg'],
  [/^PNG/, 'image/png'],
  [/^GIF/, 'image/gif'],
  [/^TIFF/, 'image/tiff'],
  [/^WebP/, 'image/webp'],
  [/^BMP/, 'image/bmp'],
  [/^P[1-6NG]/, 'image/x-portable-anymap'],
  // It has no type of its own, and is decoded whatever its type says.
  [/^AVIF/, 'image/png'],
];

/** More forms than photos usually come in; what they have in common is that a decoder has code of its own for them. */
const RARE: Readonly<Record<string, (photo: Buffer) => Promise<Buffer>>> = {
  'JPEG, CMYK': (photo) => sharp(photo).toColourspace('cmyk').jpeg().toBuffer(),
  'JPEG, EXIF and turned': (photo) =>
    sharp(photo)
      .withExif({
        IFD0: { Make: 'Fuzz', ImageDescription: 'ümlaut' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '1/1 2/1 3/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer(),
  'PNG, 16 bits': (photo) => sharp(photo).toColourspace('rgb16').png().toBuffer(),
  'PNG, palette': (photo) => sharp(photo).png({ palette: true }).toBuffer(),
  'PNG, alpha': (photo) => sharp(photo).ensureAlpha(0.5).png().toBuffer(),
  'WebP, alpha': (photo) => sharp(photo).ensureAlpha(0.5).webp().toBuffer(),
  'TIFF, tiles': (photo) =>
    sharp(photo).tiff({ tile: true, tileWidth: 32, tileHeight: 32, compression: 'lzw' }).toBuffer(),
  'TIFF, one bit': (photo) => sharp(photo).greyscale().tiff({ bitdepth: 1, compression: 'deflate' }).toBuffer(),
  AVIF: (photo) => sharp(photo).avif({ effort: 0 }).toBuffer(),
  'P5, grey': async (photo) =>
    Buffer.concat([
      Buffer.from(`P5 # grey\n${SMALL} ${SMALL}\n255\n`),
      await sharp(photo).resize(SMALL, SMALL).greyscale().raw().toBuffer(),
    ]),
  'P3, text': async () => Buffer.from(`P3 ${SMALL} ${SMALL} 255\n${'12 200 7 '.repeat(SMALL * SMALL)}`),
  'P4, bits': async () => Buffer.concat([Buffer.from(`P4 ${SMALL} ${SMALL}\n`), new Random(4).bytes(13 * SMALL)]),
  'P1, text bits': async () => Buffer.from(`P1 ${SMALL} ${SMALL}\n${'0 1 '.repeat((SMALL * SMALL) / 2)}`),
};

/** A picture of a face in each form, so small that few find it, and a photo in which everybody does. */
export async function pictureSamples(): Promise<readonly Sample[]> {
  const [photo = Buffer.alloc(0)] = await facePhotos(1);
  const small = await sharp(photo).resize(SMALL, SMALL, { fit: 'fill' }).blur(8).png().toBuffer();
  const forms = await Promise.all(
    Object.entries({ ...ENCODINGS, ...RARE }).map(async ([name, encode]): Promise<Sample> => {
      const type = TYPES.find(([pattern]) => pattern.test(name))?.[1] ?? 'image/jpeg';
      return { name, type, bytes: await encode(small) };
    }),
  );
  return [...forms, { name: 'JPEG, a face', type: 'image/jpeg', bytes: photo }];
}

/** Descriptor files of the server's model, no two alike. */
export function descriptorFiles(count: number): readonly Buffer[] {
  return Array.from({ length: count }, (_, number) => encodeDescriptor(embedding(number)));
}

/** The files that hold descriptors: one alone, and an archive of three. */
export async function descriptorSamples(): Promise<readonly Sample[]> {
  const pieces: Buffer[] = [];
  for await (const piece of encodeArchive(threeRecords())) pieces.push(piece);
  return [
    { name: 'descriptor file', type: 'application/x-vl-face-descriptor', bytes: encodeDescriptor(embedding(0)) },
    { name: 'archive of descriptors', type: 'application/x-vl-xpk', bytes: Buffer.concat(pieces) },
  ];
}

async function* threeRecords() {
  for (let number = 0; number < 3; number++) {
    yield { embedding: embedding(number), portrait: undefined, label: { number } };
  }
}

function embedding(number: number): Embedding {
  const random = new Random(number);
  const { id: modelId, dimension } = EMBEDDERS['fr+'];
  const vector = Float32Array.from({ length: dimension }, () => random.next() - 0.5);
  const length = Math.hypot(...vector);
  return { modelId, vector: vector.map((component) => component / length) };
}
