import sharp from 'sharp';
import { decodeImage } from '../decode/decodeImage.ts';
import type { FaceEngine } from '../face.ts';
import type { Box } from '../geometry/box.ts';
import type { Point } from '../geometry/point.ts';
import { createPyramid, type Pyramid } from '../raster/pyramid.ts';

/** A face of a sample photo, and the same face in a poor copy of the photo. */
export interface SampleFace {
  /** Number of the photo. */
  readonly photo: number;
  readonly picture: Pyramid;
  readonly box: Box;
  readonly points68: readonly Point[];
  /** Undefined where our detector does not find it there. */
  readonly copy: Omit<SampleFace, 'photo' | 'copy'> | undefined;
}

const LIMITS = { minSide: 16, maxSide: 4096, decodeSeconds: 10 };
/** Of a copy: its size, its brightness, the quality of its JPEG. */
const POOR = { size: 0.5, brightness: 0.7, quality: 50 };

/**
 * The faces of the photos, as our own nets find them.
 * @param engine of ours, whatever is tried
 */
export async function sampleFaces(engine: FaceEngine, photos: readonly Uint8Array[]): Promise<SampleFace[]> {
  const faces: SampleFace[] = [];
  for (const [photo, image] of photos.entries()) {
    const found = await facesOf(engine, image);
    const copies = await facesOf(engine, await poorCopy(image));
    for (const face of found) {
      const copy = copies.find(({ box }) => isSame(face.box, box));
      faces.push({ photo, ...face, copy });
    }
  }
  return faces;
}

async function facesOf(engine: FaceEngine, image: Uint8Array): Promise<Omit<SampleFace, 'photo' | 'copy'>[]> {
  const { faces } = await engine.extract({
    image,
    estimates: {
      attributes: false,
      emotions: false,
      ethnicities: false,
      headPose: false,
      quality: false,
      landmarks: true,
    },
    warped: false,
    embed: false,
    portraits: false,
    exif: false,
  });
  const picture = createPyramid(
    await decodeImage(image, LIMITS, () => Promise.reject(new Error('sample photos are JPEG'))),
  );
  return faces.flatMap(({ rect, landmarks }) =>
    rect && landmarks
      ? {
          picture,
          box: { left: rect.x, top: rect.y, right: rect.x + rect.width, bottom: rect.y + rect.height },
          points68: spread(landmarks),
        }
      : [],
  );
}

/** 68 points of which the five that alignment looks at are those that are known. */
function spread([left, right, nose, leftMouth, rightMouth]: readonly Point[]): Point[] {
  const points: Point[] = Array.from({ length: 68 }, () => nose as Point);
  points.fill(left as Point, 36, 42);
  points.fill(right as Point, 42, 48);
  points[48] = leftMouth as Point;
  points[54] = rightMouth as Point;
  return points;
}

/** Whether the middle of a box of the copy lies in a box of the photo. */
function isSame(original: Box, copy: Box): boolean {
  const x = (copy.left + copy.right) / 2 / POOR.size;
  const y = (copy.top + copy.bottom) / 2 / POOR.size;
  return x > original.left && x < original.right && y > original.top && y < original.bottom;
}

async function poorCopy(photo: Uint8Array): Promise<Uint8Array> {
  const { width = 0 } = await sharp(photo).metadata();
  return sharp(photo)
    .resize(Math.round(width * POOR.size))
    .modulate({ brightness: POOR.brightness })
    .jpeg({ quality: POOR.quality })
    .toBuffer();
}
