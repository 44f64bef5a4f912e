import sharp from 'sharp';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Room around the box, as a share of its larger side: a portrait of one person out of a photo of several. */
const MARGIN = 0.45;

/** JPEG of one face of a photo. @param box in pixels of the photo */
export async function cropFace(photo: Buffer, { x, y, width, height }: Box): Promise<Buffer> {
  const image = sharp(photo);
  const metadata = await image.metadata();
  const margin = MARGIN * Math.max(width, height);
  const left = Math.max(0, Math.round(x - margin));
  const top = Math.max(0, Math.round(y - margin));
  const right = Math.min(metadata.width, Math.round(x + width + margin));
  const bottom = Math.min(metadata.height, Math.round(y + height + margin));
  return image
    .extract({ left, top, width: right - left, height: bottom - top })
    .jpeg({ quality: 95 })
    .toBuffer();
}
