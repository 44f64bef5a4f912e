import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSamples, samplePath } from '../../../test/acceptance/support/samples.ts';
import { ENCODINGS } from '../../../test/support/images/encodings.ts';
import { decodeImage } from './decodeImage.ts';
import { DecoderProcess } from './isolated/decoderProcess.ts';

const decoder = new DecoderProcess();
afterAll(() => decoder.close());
const LIMITS = { minSide: 16, maxSide: 4096, decodeSeconds: 10 };
const BLACK = '#000000';
const WIDTH = 160;

let photo: Buffer;
beforeAll(async () => {
  await ensureSamples();
  photo = await sharp(await readFile(samplePath(1)))
    .resize(WIDTH, 120, { fit: 'cover' })
    .png()
    .toBuffer();
});

const flat = (background: string) => sharp({ create: { width: 200, height: 300, channels: 3, background } });
const pad = fc.integer({ min: 0, max: 50 });
const border = fc.record({ top: pad, bottom: pad, left: pad, right: pad, background: fc.constant(BLACK) });

/** Pictures that look damaged to whoever looks for zeros, and are not. */
const PICTURES: Readonly<Record<string, fc.Arbitrary<() => Promise<Sharp>>>> = {
  'with black borders': border.map((borders) => async () => sharp(photo).extend(borders)),
  'turned by some degrees on black': fc
    .record({ angle: fc.double({ min: -8, max: 8, noNaN: true }), border })
    .map(({ angle, border }) => async () => {
      const turned = await sharp(photo).rotate(angle, { background: BLACK }).png().toBuffer();
      return sharp(turned).extend(border);
    }),
  'cut out on black': fc
    .record({ rx: fc.integer({ min: 10, max: 80 }), ry: fc.integer({ min: 10, max: 60 }) })
    .map(({ rx, ry }) => async () => {
      const mask = Buffer.from(
        `<svg width="160" height="120"><ellipse cx="80" cy="60" rx="${rx}" ry="${ry}" fill="white"/></svg>`,
      );
      const cut = await sharp(photo)
        .ensureAlpha()
        .composite([{ input: mask, blend: 'dest-in' }])
        .png()
        .toBuffer();
      return sharp(cut).flatten({ background: BLACK });
    }),
  'above each other, with a black bar between them': fc.integer({ min: 1, max: 40 }).map(
    (bar) => async () =>
      sharp({ create: { width: WIDTH, height: 240 + bar, channels: 3, background: BLACK } }).composite([
        { input: photo, left: 0, top: 0 },
        { input: photo, left: 0, top: 120 + bar },
      ]),
  ),
  'of one colour': fc
    .constantFrom('#000000', '#ffffff', '#808080', '#123456')
    .map((colour) => async () => flat(colour)),
};

describe.each(Object.entries(PICTURES))('pictures %s', (_name, pictures) => {
  it('are decoded in all formats', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (make) => {
        const picture = await (await make()).png().toBuffer();
        for (const [format, encode] of Object.entries(ENCODINGS)) {
          const decoded = decodeImage(await encode(picture), LIMITS, (request) => decoder.decode(request));
          expect(
            await decoded.then(
              () => 'decoded',
              (error) => error.problem,
            ),
            format,
          ).toBe('decoded');
        }
      }),
      { numRuns: 5 },
    );
  });
});
