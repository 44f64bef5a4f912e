import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { ModelDirectory } from '../../src/models/modelDirectory.ts';

/** A sample photo cut down to its largest face with surroundings. @param side longer side in pixels */
export async function onePersonPhoto(models: ModelDirectory, side: number): Promise<Buffer> {
  const photo = await readFile(models.pathOf('samples/sample3.jpg'));
  const face = { left: 960, top: 130, width: 440, height: 440 };
  return sharp(photo).extract(face).resize(side, side).jpeg({ quality: 90 }).toBuffer();
}
