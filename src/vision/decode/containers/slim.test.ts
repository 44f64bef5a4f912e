import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  animatedGif,
  animatedWebp,
  chunkyPng,
  exifBomb,
  manyPages,
  manyScans,
  overlappingStrips,
  profileBomb,
} from '../../../../test/support/images/bombs.ts';
import { readExif } from '../exif.ts';
import { readJpeg } from '../jpeg/jpeg.ts';
import { bareExif } from '../tiff/bareExif.ts';
import { readTiff } from '../tiff/tiff.ts';
import { readWebp } from '../webp/webp.ts';
import type { Container } from './container.ts';
import { readGif } from './gif.ts';
import { readPng } from './png.ts';

function slim(container: Container | undefined): Buffer | undefined {
  const bytes = container?.slim();
  return bytes && Buffer.from(bytes);
}

describe('the decoder is given', () => {
  it('the first frame of a WebP', async () => {
    const bytes = slim(readWebp(await animatedWebp(1000))) as Buffer;
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
    expect(bytes.length).toBeLessThan(1000);
  });

  it('the first frame of a GIF', async () => {
    const bytes = slim(readGif(await animatedGif(1000))) as Buffer;
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
  });

  it('the first page of a TIFF', async () => {
    const bytes = slim(readTiff(await manyPages(1000))) as Buffer;
    expect((await sharp(bytes).metadata()).pages ?? 1).toBe(1);
  });

  it('no more tags of a JPEG than its orientation', async () => {
    const photo = await sharp(await exifBomb(1000))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const bytes = slim(readJpeg(photo)) as Buffer;
    const { orientation, exif } = await sharp(bytes).metadata();
    expect(orientation).toBe(6);
    expect(exif?.length).toBeLessThan(40);
    expect((await sharp(slim(readJpeg(await exifBomb(1000))) as Buffer).metadata()).exif).toBeUndefined();
  });

  it('no profile that grows beyond measure', async () => {
    const bytes = slim(readPng(await profileBomb(20_000_000))) as Buffer;
    expect((await sharp(bytes).metadata()).icc).toBeUndefined();
  });

  it('no text of a PNG', async () => {
    const bytes = slim(readPng(await chunkyPng(1000))) as Buffer;
    expect(bytes.includes('tEXt')).toBe(false);
    await expect(sharp(bytes).raw().toBuffer()).resolves.toBeDefined();
  });

  it.each([
    ['PNG of countless chunks', async () => readPng(await chunkyPng(60_000))],
    ['JPEG of countless scans', async () => readJpeg(await manyScans(200))],
    ['TIFF whose strips are all of the file', async () => readTiff(await overlappingStrips())],
  ])('nothing of a %s', async (_name, read) => {
    expect(slim(await read())).toBeUndefined();
  });

  it('a JPEG of many scans in a process of its own', async () => {
    expect(readJpeg(await manyScans(30))?.isolated()).toBe(true);
    expect(readJpeg(await manyScans(1))?.isolated()).toBe(false);
  });
});

describe('EXIF tags', () => {
  it('that overlap are read once each', async () => {
    const container = readJpeg(await exifBomb(5000));
    expect(bareExif(container?.exif as Uint8Array)?.length).toBeLessThan(5000);
    expect(Object.keys(await readExif(await exifBomb(5000)))).toContain('imageDescription');
  });
});
