import sharp from 'sharp';
import { BadImage } from '../../../domain/errors.ts';
import type { FaceEngine } from '../../../vision/face.ts';
import { PORTRAIT_JPEG } from '../../../vision/portrait/portraitForm.ts';
import { pictureType } from '../pictureType.ts';

export interface MadeFace {
  readonly vector: Float32Array;
  readonly modelId: string;
  /** The portrait as it came, where it was a JPEG; absent when there is none. */
  readonly image?: Uint8Array;
  readonly thumbnails?: ReadonlyMap<number, Uint8Array>;
  readonly converted: boolean;
}

const NO_ESTIMATES = { attributes: false, emotions: false, ethnicities: false, headPose: false, quality: false };

/**
 * Makes a face of a portrait. It is looked for in the picture first; a portrait in which none is found is taken for an aligned
 * crop, which many old ones are.
 * @returns the reason where no face can be made
 */
export async function makeFace(
  engine: FaceEngine,
  portrait: Uint8Array,
  thumbnailSides: readonly number[],
): Promise<MadeFace | string> {
  const type = pictureType(portrait);
  if (type === undefined) return portrait.length === 0 ? 'the portrait is empty' : 'the portrait is no picture';
  try {
    const embedding = (await embed(engine, portrait, false)) ?? (await embed(engine, portrait, true));
    if (!embedding) return 'no face was found in the portrait';
    const converted = type !== 'image/jpeg';
    const image = converted ? await sharp(portrait).rotate().jpeg(PORTRAIT_JPEG).toBuffer() : portrait;
    return { ...embedding, image, converted, thumbnails: await thumbnailsOf(image, thumbnailSides) };
  } catch (error) {
    if (error instanceof BadImage) return `the portrait cannot be read: ${error.message}`;
    throw error;
  }
}

/** Undefined when there is no face. */
export async function embed(engine: FaceEngine, image: Uint8Array, warped: boolean) {
  const request = { image, warped, embed: true, portraits: false, exif: false, estimates: NO_ESTIMATES };
  const [face] = (await engine.extract(request)).faces;
  return face?.embedding;
}

/** By their larger side, in the quality of the engine's own; the image library reduces them, since there are no pixels of the engine's. */
export async function thumbnailsOf(image: Uint8Array, sides: readonly number[]): Promise<Map<number, Uint8Array>> {
  const picture = sharp(image).rotate();
  const thumbnail = async (side: number) =>
    [side, await picture.clone().resize(side, side, { fit: 'inside' }).jpeg(PORTRAIT_JPEG).toBuffer()] as const;
  return new Map(await Promise.all(sides.map(thumbnail)));
}
