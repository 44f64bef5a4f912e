import sharp, { type Sharp } from 'sharp';
import type { Face, FaceEngine, Rect } from '../../../src/vision/face.ts';
import type { Dataset, Photo } from './dataset.ts';
import { judge } from './liveness.ts';

/** What is done to a photo before it is judged. Widths and margins are those of its one face. */
const CONDITIONS: ReadonlyMap<string, (photo: Original) => Sharp> = new Map([
  ['as they are', ({ image }) => image],
  ['mirrored', ({ image }) => image.flop()],
  ['JPEG quality 20', ({ image }) => image.jpeg({ quality: 20 })],
  ['grey', ({ image }) => image.greyscale()],
  ['a quarter of the light', ({ image }) => image.linear(0.25)],
  ['overexposed', ({ image }) => image.linear(1.6, 40)],
  ['blurred by σ = 2 on a face of 112 pixels', ({ image, rect }) => image.blur((2 * rect.width) / 112)],
  ['face 64 pixels wide', scaledTo(64)],
  ['cut to half a face around the face', cutTo(0.5)],
  ['cut to 0.3 of a face', cutTo(0.3)],
  ['cut to 0.2 of a face', cutTo(0.2)],
  ['cut to 0.1 of a face', cutTo(0.1)],
]);

interface Original {
  readonly image: Sharp;
  readonly width: number;
  readonly height: number;
  readonly rect: Rect;
}

export interface ConditionReport {
  readonly condition: string;
  readonly living: number;
  /** Of them, taken for living. */
  readonly alive: number;
  /** Highest probability of an attack. */
  readonly highestAttack: number;
}

/** How much of a set of living people is taken for living, and how little of the attacks, when photos get worse. */
export async function measureConditions(
  engine: FaceEngine,
  data: Dataset,
  set: string,
  threshold: number,
): Promise<ConditionReport[]> {
  const living = await originalsOf(
    engine,
    data,
    data.photos.filter(({ file }) => file.startsWith(`${set}/`)),
  );
  const attacks = await originalsOf(
    engine,
    data,
    data.photos.filter(({ tags }) => tags.get('live') === '0'),
  );
  const reports: ConditionReport[] = [];
  for (const [condition, spoil] of CONDITIONS) {
    const probabilityOf = async (original: Original) => {
      const spoilt = spoil({ ...original, image: original.image.clone() });
      return (await judge(engine, await asFile(spoilt, condition))).liveness ?? 0;
    };
    let alive = 0;
    let highestAttack = 0;
    for (const original of living) if ((await probabilityOf(original)) >= threshold) alive++;
    for (const original of attacks) highestAttack = Math.max(highestAttack, await probabilityOf(original));
    reports.push({ condition, living: living.length, alive, highestAttack });
  }
  return reports;
}

/** Photos with exactly one face. */
async function originalsOf(engine: FaceEngine, data: Dataset, photos: readonly Photo[]): Promise<Original[]> {
  const originals: Original[] = [];
  for (const { file } of photos) {
    const bytes = await data.read(file);
    const { faces, width, height } = await judge(engine, bytes);
    const [face, ...more]: readonly Face[] = faces;
    if (face?.rect && more.length === 0)
      originals.push({ image: sharp(bytes).autoOrient(), width, height, rect: face.rect });
  }
  return originals;
}

/** PNG, so that nothing else is lost, but where the loss is what is asked for. */
function asFile(image: Sharp, condition: string): Promise<Buffer> {
  return (condition.startsWith('JPEG') ? image : image.png()).toBuffer();
}

function scaledTo(faceWidth: number): (photo: Original) => Sharp {
  return ({ image, width, rect }) => image.resize(Math.round((width * faceWidth) / rect.width));
}

function cutTo(margin: number): (photo: Original) => Sharp {
  return ({ image, width, height, rect }) => {
    const room = margin * rect.width;
    const left = Math.max(0, Math.round(rect.x - room));
    const top = Math.max(0, Math.round(rect.y - room));
    return image.extract({
      left,
      top,
      width: Math.min(width, Math.round(rect.x + rect.width + room)) - left,
      height: Math.min(height, Math.round(rect.y + rect.height + room)) - top,
    });
  };
}
