import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { testModels } from '../models.ts';

/** Small photos with one face each, no two alike; of a few people. */
export async function facePhotos(count: number): Promise<Buffer[]> {
  const models = await testModels();
  const faces: Buffer[] = [];
  for (const [name, left, top, width, height] of FACES) {
    const photo = readFileSync(models.pathOf(`samples/${name}.jpg`));
    faces.push(await sharp(photo).extract({ left, top, width, height }).resize(260).png().toBuffer());
  }
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const brightness = 1 + Math.floor(index / faces.length) * 0.002;
      return sharp(faces[index % faces.length])
        .modulate({ brightness })
        .withExif({ IFD0: { ImageDescription: `photo ${index}` } })
        .jpeg()
        .toBuffer();
    }),
  );
}

/** Of the sample with three faces (README.md). */
const FACES = [
  ['sample3', 964, 84, 409, 546],
  ['sample3', 485, 204, 381, 509],
  ['sample3', 1400, 155, 405, 539],
] as const;
