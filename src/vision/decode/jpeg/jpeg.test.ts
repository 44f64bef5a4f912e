import sharp from 'sharp';
import { expect, it } from 'vitest';
import { readJpeg } from './jpeg.ts';

const FRAME = Uint8Array.of(0xff, 0xc0);
const SCAN = Uint8Array.of(0xff, 0xda);

/** A picture with that many empty segments before a marker. */
async function withSegments(count: number, before: Uint8Array): Promise<Buffer> {
  const picture = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const at = picture.indexOf(before);
  const segments = Buffer.alloc(count * 4, Uint8Array.of(0xff, 0xe0, 0, 2));
  return Buffer.concat([picture.subarray(0, at), segments, picture.subarray(at)]);
}

it('passes over segments that say nothing', async () => {
  for (const marker of [FRAME, SCAN]) expect(readJpeg(await withSegments(2000, marker))?.slim()).toBeDefined();
});

it('follows no more of them than any camera writes', async () => {
  expect(readJpeg(await withSegments(30_000, FRAME))).toBeUndefined();
  expect(readJpeg(await withSegments(30_000, SCAN))?.slim()).toBeUndefined();
});
