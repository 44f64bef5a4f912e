import type { Static } from 'typebox';
import type { StoredPortrait } from '../../core/moving/movedFaces.ts';
import type { FaceObject, PortraitObject } from './movedObjects.ts';

type FaceText = Static<typeof FaceObject>;
type PortraitText = Static<typeof PortraitObject>;

/** float32, little endian, whatever the machine. */
export function vectorOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  const vector = new Float32Array(Math.floor(bytes.length / 4));
  for (let at = 0; at < vector.length; at++) vector[at] = bytes.readFloatLE(at * 4);
  return vector;
}

export function vectorText(vector: Float32Array): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [at, value] of vector.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString('base64');
}

export function portraitOf(portrait: PortraitText | null): StoredPortrait | undefined {
  if (!portrait) return undefined;
  const thumbnails = Object.entries(portrait.thumbnails).map(([side, image]): [number, Uint8Array] => [
    Number(side),
    Buffer.from(image, 'base64'),
  ]);
  return { image: Buffer.from(portrait.image, 'base64'), thumbnails: new Map(thumbnails) };
}

export function portraitText(portrait: StoredPortrait | undefined): PortraitText | null {
  if (!portrait?.image) return null;
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  const thumbnails = [...portrait.thumbnails].map(([side, image]) => [String(side), base64(image)]);
  return { image: base64(portrait.image), thumbnails: Object.fromEntries(thumbnails) };
}

export function faceText(face: {
  readonly modelId: string;
  readonly vector: Float32Array;
  readonly portrait: StoredPortrait | undefined;
}): FaceText {
  return { model_id: face.modelId, vector: vectorText(face.vector), portrait: portraitText(face.portrait) };
}
