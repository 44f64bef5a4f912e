import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readExif } from './exif.ts';

function photo(): Sharp {
  return sharp({ create: { width: 100, height: 100, channels: 3, background: '#888888' } });
}

describe('readExif', () => {
  it('gives tags by their standard names with a small first letter, values as found', async () => {
    const bytes = await photo()
      .jpeg()
      .withExif({
        IFD0: { Make: 'Acme', Model: 'One', Artist: 'Ansel', DateTime: '2018:05:10 12:41:25' },
        IFD2: { FNumber: '28/10', ISOSpeedRatings: '100', DateTimeDigitized: '2018:05:10 12:41:26' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 20/1 30/1' },
      })
      .toBuffer();
    expect(await readExif(bytes)).toMatchObject({
      make: 'Acme',
      model: 'One',
      artist: 'Ansel',
      dateTime: '2018:05:10 12:41:25',
      dateTimeDigitized: '2018:05:10 12:41:26',
      fNumber: 2.8,
      iSOSpeedRatings: 100,
      gPSLatitudeRef: 'N',
      gPSLatitude: [10, 20, 30],
    });
  });

  it('gives orientation as a number', async () => {
    const bytes = await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await readExif(bytes)).toMatchObject({ orientation: 6 });
  });

  it('leaves vendor blobs out and stays JSON', async () => {
    const bytes = await photo()
      .jpeg()
      .withExif({ IFD0: { Make: 'Acme' }, IFD2: { MakerNote: 'secret sauce' } })
      .toBuffer();
    const tags = await readExif(bytes);
    expect(tags).not.toHaveProperty('makerNote');
    expect(JSON.parse(JSON.stringify(tags))).toEqual(tags);
  });

  it('is empty where there is none, and for bytes that are cut or no picture at all', async () => {
    const bytes = await photo()
      .jpeg()
      .withExif({ IFD0: { Make: 'Acme' } })
      .toBuffer();
    expect(await readExif(await photo().png().toBuffer())).toEqual({});
    expect(await readExif(bytes.subarray(0, 60))).toEqual({});
    expect(await readExif(Buffer.from('P6 1 1 255\n'))).toEqual({});
    expect(await readExif(Buffer.alloc(0))).toEqual({});
  });
});
