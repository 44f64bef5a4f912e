import fc from 'fast-check';
import sharp, { type WebpOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { animatedWebp } from '../../../../test/support/images/bombs.ts';
import type { Size } from '../../geometry/box.ts';
import { readWebp } from './webp.ts';

const CHANNELS = 4;
const [RIFF_HEADER, CHUNK_HEADER, FRAME_HEADER] = [12, 8, 10];

/** 32×150 pixels in four partitions, which sharp cannot write: by libwebp at method 1, quality 20. */
const FOUR_PARTITIONS = Buffer.from(
  [
    'UklGRnwBAABXRUJQVlA4IHABAABwBwCdASogAJYAPzmKv1mvKCajqbK62eCnCWRli2/7uyfzAbcsBbPHlyeS1iAphQed2xD8ZTp9',
    'eqc1QPO/N5JQaccYwABKAABYAABAAAD+7ogGwW8LpykejJvmze/2MtndX7tEyHXG24f90bndgqW49glQsmLye18lWg7/0KlzhHGU',
    'QAXe4/gMcCEErwz7xfGlbPw9eROAAPjWOF2q/5plQ/8N1zmP5dXcUQeuLP95rfnggAkIhmH7Om1SccYk7Y+umt6YapDpr9BnMtqe',
    'KRArvfJ2ITS70byerAhsyJgnQQSYUtMJpWMdnMV9VOWJOADqfNiAQ8OfWjeaeqX8g7jzOCDxfqUhiqqyUzIBh4/KdoRbm3whFJ6G',
    'HgejilVHz0qrQguANuo52UDaRr294uAA6n84BlsPD0oeSMG2XMBS8VI+cOw25Wwa/4I5DLLxOkZZhFXhxW3sA2yCHsuOKDAdJ2Pg',
    'wPkmqhX8aDl7ZGYAAA==',
  ].join(''),
  'base64',
);

/** A number below 1, the same ones for a seed. */
function randoms(seed: number): () => number {
  let state = (Math.imul(seed + 1, 0x9e3779b1) | 1) >>> 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Look extends Size {
  readonly seed: number;
  readonly noise: number;
  readonly hasAlpha: boolean;
}

/** Slow waves, some grain, and an edge. */
function picture({ seed, width, height, noise, hasAlpha }: Look) {
  const random = randoms(seed);
  const [slope, across, down] = [random(), random() / 9, random() / 7];
  const data = Buffer.alloc(width * height * CHANNELS);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const wave = Math.sin(x * across) + Math.cos(y * down) + (x * slope > y ? 1 : 0);
      for (let channel = 0; channel < 3; channel++) {
        data[(y * width + x) * CHANNELS + channel] = 100 + wave * (25 + 9 * channel) + (random() - 0.5) * noise;
      }
      data[(y * width + x) * CHANNELS + 3] = hasAlpha ? 128 + 60 * wave : 255;
    }
  }
  return sharp(data, { raw: { width, height, channels: CHANNELS } });
}

function isIntact(bytes: Uint8Array): Promise<boolean | undefined> {
  const container = readWebp(bytes);
  return Promise.resolve(container?.slim() ? container.isIntact?.() : false);
}

const side = fc.oneof(fc.constantFrom(1, 2, 15, 16, 17), fc.integer({ min: 1, max: 130 }));
const looks = fc.record({
  width: side,
  height: side,
  seed: fc.nat(),
  noise: fc.constantFrom(0, 20, 255),
  hasAlpha: fc.boolean(),
});
const settings: fc.Arbitrary<WebpOptions> = fc.record({
  quality: fc.integer({ min: 1, max: 100 }),
  alphaQuality: fc.constantFrom(0, 50, 100),
  effort: fc.integer({ min: 0, max: 6 }),
  preset: fc.constantFrom('default', 'photo', 'picture', 'drawing', 'icon', 'text'),
  smartSubsample: fc.boolean(),
  smartDeblock: fc.boolean(),
});

describe('a sound WebP is intact', () => {
  it.each([
    ['lossy', {}, 300],
    ['lossless', { lossless: true }, 120],
    ['nearly lossless', { nearLossless: true }, 60],
  ] as const)('%s', async (_name, kind, numRuns) => {
    await fc.assert(
      fc.asyncProperty(looks, settings, async (look, options) => {
        expect(
          await isIntact(
            await picture(look)
              .webp({ ...options, ...kind })
              .toBuffer(),
          ),
        ).toBe(true);
      }),
      { numRuns, seed: 11 },
    );
  });

  it('of a palette, or one colour', async () => {
    for (const colours of [2, 3, 16, 200]) {
      const few = await picture({ width: 99, height: 70, seed: colours, noise: 9, hasAlpha: false })
        .png({ palette: true, colours })
        .toBuffer();
      for (const effort of [0, 4])
        expect(await isIntact(await sharp(few).webp({ lossless: true, effort }).toBuffer())).toBe(true);
    }
    const flat = sharp({ create: { width: 640, height: 480, channels: 3, background: '#336699' } });
    for (const lossless of [true, false]) expect(await isIntact(await flat.webp({ lossless }).toBuffer())).toBe(true);
  });

  it('of large flat areas, by the quickest encoder', async () => {
    const svg = '<svg width="200" height="300"><circle cx="100" cy="150" r="66" fill="red"/></svg>';
    const drawing = sharp(Buffer.from(svg)).flatten({ background: '#ffffff' });
    expect(await isIntact(await drawing.webp({ lossless: true, effort: 0 }).toBuffer())).toBe(true);
  });

  it.each([false, true])(
    'with zeros behind its codes, as other encoders leave them; lossless: %s',
    async (lossless) => {
      const bytes = await picture({ width: 60, height: 50, seed: 4, noise: 9, hasAlpha: false })
        .webp({ lossless })
        .toBuffer();
      const length = bytes.readUInt32LE(RIFF_HEADER + 4);
      const padded = Buffer.concat([bytes.subarray(0, RIFF_HEADER + CHUNK_HEADER + length), Buffer.alloc(3)]);
      padded.writeUInt32LE(length + 3, RIFF_HEADER + 4);
      padded.writeUInt32LE(padded.length - 8, 4);
      expect(await isIntact(padded)).toBe(true);
      padded[padded.length - 1] = 1;
      expect(await isIntact(padded)).toBe(false);
    },
  );

  it('of several partitions', async () => {
    expect(await isIntact(FOUR_PARTITIONS)).toBe(true);
  });

  it('of several frames', async () => {
    expect(await isIntact(await animatedWebp(5))).toBe(true);
  });
});

/** How many of copies with a hole somewhere in their coded data pass. */
async function passing(
  options: WebpOptions,
  { share, bytes = 0, isNoise }: { share: number; bytes?: number; isNoise: boolean },
  copies: number,
): Promise<number> {
  let count = 0;
  let whole = Buffer.alloc(0);
  for (let seed = 0; seed < copies; seed++) {
    const random = randoms(seed);
    if (seed % 20 === 0) {
      const [width, height] = [97 + seed, 120 + Math.floor(seed / 2)];
      whole = await picture({ width, height, seed, noise: 20, hasAlpha: false })
        .webp({ ...options, effort: seed % 7 })
        .toBuffer();
    }
    const copy = Buffer.from(whole);
    const least = RIFF_HEADER + CHUNK_HEADER + FRAME_HEADER;
    const length = Math.max(bytes, Math.ceil(copy.length * share));
    const from = least + Math.floor(random() * (copy.length - least - length));
    for (let at = from; at < from + length; at++) copy[at] = isNoise ? Math.floor(random() * 256) : 0;
    if (await isIntact(copy)) count++;
  }
  return count;
}

describe('a damaged WebP is told', () => {
  it.each([
    ['zeros, 16 bytes', { share: 0, bytes: 16, isNoise: false }, 3],
    ['noise, 16 bytes', { share: 0, bytes: 16, isNoise: true }, 3],
    ['zeros, a twentieth', { share: 0.05, isNoise: false }, 0],
    ['noise, a twentieth', { share: 0.05, isNoise: true }, 3],
    ['zeros, a fifth', { share: 0.2, isNoise: false }, 0],
    ['noise, a fifth', { share: 0.2, isNoise: true }, 3],
  ])('lossy, %s: at most a hundredth passes', async (_name, hole, most) => {
    expect(await passing({ quality: 85 }, hole, 300)).toBeLessThanOrEqual(most);
  });

  it.each([
    ['zeros, a fifth', { share: 0.2, isNoise: false }, 1],
    // Prefix codes fall into step again.
    ['noise, a fifth', { share: 0.2, isNoise: true }, 10],
  ])('lossless, %s', async (_name, hole, most) => {
    expect(await passing({ lossless: true }, hole, 100)).toBeLessThanOrEqual(most);
  });

  // Where its modes, then the tokens of each of its partitions, have their middle.
  it.each([60, 138, 219, 295, 359])('in each partition: at byte %i', async (at) => {
    const copy = Buffer.from(FOUR_PARTITIONS);
    copy.writeUInt16LE(copy.readUInt16LE(at) ^ 0x5a5a, at);
    expect(await isIntact(copy)).toBe(false);
  });

  it('in its alpha', async () => {
    const look = { width: 150, height: 150, seed: 3, noise: 0, hasAlpha: true };
    const bytes = await picture(look).webp({ quality: 80 }).toBuffer();
    const at = bytes.indexOf('ALPH') + CHUNK_HEADER;
    const length = bytes.readUInt32LE(at - 4);
    bytes.fill(0, at + Math.floor(length * 0.4), at + Math.floor(length * 0.6));
    expect(await isIntact(bytes)).toBe(false);
  });

  it('when its picture is larger than it says outside', async () => {
    const inner = await picture({ width: 120, height: 120, seed: 1, noise: 9, hasAlpha: true }).webp().toBuffer();
    const at = inner.indexOf('VP8X') + CHUNK_HEADER;
    inner.writeUIntLE(99, at + 4, 3);
    expect(await isIntact(inner)).toBe(false);
  });

  it('by its zeros alone when it is too large to be followed', async () => {
    const random = randoms(1);
    const bytes = await picture({ width: 60, height: 50, seed: 4, noise: 255, hasAlpha: false })
      .webp({ lossless: true })
      .toBuffer();
    // Noise for 3000×3000 pixels: only looking at it tells nothing.
    bytes.writeUInt32LE((2999 | (2999 << 14)) >>> 0, RIFF_HEADER + CHUNK_HEADER + 1);
    for (let at = FRAME_HEADER + 20; at < bytes.length; at++) bytes[at] = Math.floor(random() * 255) + 1;
    expect(await isIntact(bytes)).toBe(true);
    bytes.fill(0, 1000, 1000 + 4000);
    expect(await isIntact(bytes)).toBe(false);
  });

  it('whatever its bytes are', async () => {
    const heads = await Promise.all(
      [{}, { lossless: true }].map((options) =>
        picture({ width: 40, height: 40, seed: 1, noise: 0, hasAlpha: false }).webp(options).toBuffer(),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        async (head, tail) => {
          const bytes = Buffer.concat([head.subarray(0, RIFF_HEADER + CHUNK_HEADER + FRAME_HEADER), tail]);
          bytes.writeUInt32LE(bytes.length - 8, 4);
          bytes.writeUInt32LE(bytes.length - RIFF_HEADER - CHUNK_HEADER, RIFF_HEADER + 4);
          expect(await isIntact(bytes)).toBe(false);
        },
      ),
      { numRuns: 300, seed: 12 },
    );
  });
});
