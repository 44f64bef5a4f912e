import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureSamples, samplePath } from '../../../test/acceptance/support/samples.ts';
import { DAMAGES, type Damage } from '../../../test/support/images/damage.ts';
import { ENCODINGS } from '../../../test/support/images/encodings.ts';
import { decodeImage } from './decodeImage.ts';
import type { ImageLimits } from './imageLimits.ts';
import { DecoderProcess } from './isolated/decoderProcess.ts';

const decoder = new DecoderProcess();
const decode = (bytes: Uint8Array, limits: ImageLimits) =>
  decodeImage(bytes, limits, (request) => decoder.decode(request));

const LIMITS = { minSide: 96, maxSide: 4096, decodeSeconds: 10 };

/** Nothing in these files tells that pixels were exchanged for others, whole rows for zeros, or codes of lossless WebP for others. */
const CANNOT_TELL: Readonly<Record<string, readonly Damage[]>> = {
  'TIFF, uncompressed': ['noise in the middle'],
  BMP: ['noise in the middle'],
  PNM: ['noise in the middle', 'zeros to the end'],
  'WebP, lossless': ['noise in the middle'],
};

let photo: Buffer;

beforeAll(async () => {
  await ensureSamples();
  const sample = await readFile(samplePath(1));
  photo = await sharp(sample).resize(241, 250, { fit: 'cover' }).png().toBuffer();
});

describe.each(Object.entries(ENCODINGS))('%s', (name, encode) => {
  it('is decoded whole, and with rubbish behind its end', async () => {
    const whole = await encode(photo);
    expect(await decode(whole, LIMITS)).toMatchObject({ width: 241, height: 250 });
    expect(await decode(Buffer.concat([whole, Buffer.alloc(1000, 7)]), LIMITS)).toMatchObject({ width: 241 });
  });

  const damages = Object.entries(DAMAGES).filter(([damage]) => !CANNOT_TELL[name]?.includes(damage as Damage));
  it.each(damages)('is refused: %s', async (_damage, harm) => {
    // Not the picture itself: its pixels would fill the report.
    const problem = await decode(harm(await encode(photo)), LIMITS).then(
      () => 'decoded',
      (error) => error.problem,
    );
    expect(problem).toEqual({ kind: 'undecodable' });
  });
});

describe('JPEG', () => {
  it('is decoded without its end marker alone', async () => {
    for (const progressive of [false, true]) {
      const whole = await sharp(photo).jpeg({ progressive }).toBuffer();
      expect(await decode(whole.subarray(0, -2), LIMITS)).toMatchObject({ width: 241 });
    }
  });

  it('is refused when its last scans are missing', async () => {
    const whole = await sharp(photo).jpeg({ progressive: true }).toBuffer();
    const lastScan = whole.lastIndexOf(Buffer.of(0xff, 0xda));
    const cut = Buffer.concat([whole.subarray(0, lastScan), Buffer.of(0xff, 0xd9)]);
    await expect(decode(cut, LIMITS)).rejects.toMatchObject({ problem: { kind: 'undecodable' } });
  });
});

describe('TIFF of JPEG', () => {
  it('is refused with noise in the middle, whatever its size', async () => {
    const taken: number[] = [];
    for (let width = 120; width < 240; width += 2) {
      const whole = await sharp(photo).resize(width, 150, { fit: 'fill' }).tiff({ compression: 'jpeg' }).toBuffer();
      const isTaken = await decode(DAMAGES['noise in the middle'](whole), LIMITS).then(Boolean, () => false);
      if (isTaken) taken.push(width);
    }
    expect(taken).toEqual([]);
  });
});

describe('formats that are not decoded', () => {
  it.each([
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['HEIF', '\0\0\0\x18ftypmif1\0\0\0\0mif1miaf'],
    ['JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n'],
    ['JPEG XL', '\xff\x0a\0\0\0\0\0\0'],
  ])('%s is named', async (format, head) => {
    const bytes = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(500)]);
    const problem = await decode(bytes, LIMITS).catch((error) => error.problem);
    expect(problem).toEqual({ kind: 'undecodable', format });
  });

  it('but AVIF is decoded', async () => {
    const bytes = await sharp(photo).avif({ effort: 0 }).toBuffer();
    expect(await decode(bytes, LIMITS)).toMatchObject({ width: 241, height: 250 });
  });
});
