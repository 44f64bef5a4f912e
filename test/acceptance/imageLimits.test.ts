import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { lyingPng, toAnimatedGif, withOrientation, zip } from './support/encodings.ts';
import { type DescriptorCandidate, enrol, expectBody, extract, first, postImage } from './support/objects.ts';
import { emptyPhoto, photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

suite('image limits and odd images', (server) => {
  let me: Account;
  let erin: Buffer;
  let erinId: string;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await photo('erin');
    erinId = await enrol(me.api, 'erin');
  });

  const similarityToErin = async (id: string) => {
    const answer = await me.api.post('/matching/match', { query: { descriptor_id: id, descriptor_ids: erinId } });
    return first(expectBody<{ candidates: DescriptorCandidate[] }>(answer, 201).candidates).similarity;
  };
  const post = (image: Buffer, type = 'image/jpeg') => postImage(me.api, image, { type });
  const expectErin = async (image: Buffer, type = 'image/jpeg', least = 0.9) => {
    const { faces } = expectBody<{ faces: { id: string }[] }>(await post(image, type), 201);
    expect(faces).toHaveLength(1);
    expect(await similarityToErin(first(faces).id)).toBeGreaterThan(least);
  };

  describe('sizes', () => {
    test.each([
      [95, 95],
      [95, 96],
      [96, 95],
      [2000, 95],
      [95, 2000],
      [1, 1],
      [1, 4097],
    ])('[20 errors] %i×%i is too small: 3002 with the real size', async (width, height) => {
      const text = `(${width}x${height}) is lower than minimum allowed (96x96)`;
      const answer = await post(await emptyPhoto(width, height));
      if (height > 4096) {
        server.expectError(answer, 400, 3002);
      } else {
        server.expectError(answer, 400, 3002, text);
      }
    });

    test.each([
      [4097, 100],
      [100, 4097],
      [4100, 2306],
      [5000, 4500],
    ])('[20 errors] %i×%i is too large: 3002 with the real size', async (width, height) => {
      const answer = await post(await emptyPhoto(width, height));
      server.expectError(answer, 400, 3002, `(${width}x${height}) is greater than maximum allowed (4096x4096)`);
    });

    test.each([
      [96, 96],
      [4096, 96],
      [96, 4096],
      [4096, 4096],
    ])('[20 errors] %i×%i passes: no face, but no size error', async (width, height) => {
      server.expectError(await post(await emptyPhoto(width, height)), 500, 4003);
    });

    test('[20 errors] the size counts for converted images too', async () => {
      const png = await sharp(await emptyPhoto(95, 95))
        .png()
        .toBuffer();
      server.expectError(await post(png, 'image/png'), 400, 3002, '(95x95) is lower than minimum allowed (96x96)');
    });

    test('[issue 2, bad input] a header that promises 60000×60000', async () => {
      server.expectError(await post(lyingPng(60_000, 60_000), 'image/png'), 400, [3002, 18002]);
      server.expectError(await post(lyingPng(60_000, 60_000), 'image/jpeg'), 400, [3002, 3001]);
      server.expectError(await post(lyingPng(0x7fffffff, 0x7fffffff), 'image/png'), 400, [3002, 18002]);
      server.expectError(await post(lyingPng(0, 0), 'image/png'), 400, [3002, 18002]);
    });

    test('[issue 2, bad input] a header without a picture behind it', async () => {
      server.expectError(await post(lyingPng(500, 500), 'image/png'), 400, 18002);
      server.expectError(await post(lyingPng(500, 500), 'image/jpeg'), 400, [3000, 3001]);
    });

    test('[issue 2, bad input] a GIF whose header lies about its size', async () => {
      const gif = await sharp(await emptyPhoto(200, 200))
        .gif()
        .toBuffer();
      gif.writeUInt16LE(65_535, 6);
      gif.writeUInt16LE(65_535, 8);
      // A decoder may go by the frame, which is honest: then there is no face in it.
      server.expectOrderly(await post(gif, 'image/gif'), 400, 500);
    });

    test.each([
      ['BM', 'image/bmp'],
      ['P6\n60000 60000\n255\n', 'image/x-portable-pixmap'],
      ['P6\n-5 100\n255\n', 'image/x-portable-pixmap'],
      ['P6\n100 100\n65536\n', 'image/x-portable-pixmap'],
      ['P6\n100 100\n0\n', 'image/x-portable-pixmap'],
      ['P6\n100 100\n255\nshort', 'image/x-portable-pixmap'],
      ['P3\n100 100\n255\n1 2 three', 'image/x-portable-pixmap'],
      ['P7\nrubbish', 'image/x-portable-pixmap'],
      ['GIF89a', 'image/gif'],
      ['II*\u0000\u00ff\u00ff', 'image/tiff'],
      ['\u0089PNG\r\n\u001a\n', 'image/png'],
    ])('[issue 2, bad input] only a beginning: %j', async (start, type) => {
      server.expectError(await post(Buffer.from(start, 'latin1'), type), 400, [18002, 3002]);
    });
  });

  describe('damaged', () => {
    test('[issue 2, bad input] a JPEG cut in half', async () => {
      const half = erin.subarray(0, erin.length / 2);
      server.expectError(await post(half), 400, 3001);
      server.expectError(await post(Buffer.concat([half, Buffer.of(0xff, 0xd9)])), 400, 3001);
    });

    test('[issue 2, bad input] a JPEG of a few bytes', async () => {
      for (const length of [1, 2, 10, 100, 300]) {
        server.expectError(await post(erin.subarray(0, length)), 400, [3000, 3001]);
      }
    });

    test('[issue 2, bad input] a zip, a PDF, HTML and an SVG as image/jpeg', async () => {
      const svg =
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><image href="file:///etc/passwd"/></svg>';
      for (const body of [zip(), Buffer.from('%PDF-1.4\n'), Buffer.from('<html></html>'), Buffer.from(svg)]) {
        server.expectError(await post(body), 400, [3000, 3001]);
      }
    });

    test('[issue 2, bad input] every tenth of a PNG', async () => {
      const png = await sharp(erin).resize(200).png().toBuffer();
      for (let part = 1; part < 10; part++) {
        server.expectError(await post(png.subarray(0, (png.length * part) / 10), 'image/png'), 400, [18002, 3002]);
      }
    });
  });

  describe('kinds of pictures', () => {
    test.each([
      ['greyscale JPEG', 'image/jpeg', (s: Sharp) => s.greyscale().jpeg({ quality: 95 }), 0.6],
      ['CMYK JPEG', 'image/jpeg', (s: Sharp) => s.toColourspace('cmyk').jpeg({ quality: 95 }), 0.9],
      ['progressive JPEG', 'image/jpeg', (s: Sharp) => s.jpeg({ progressive: true, quality: 95 }), 0.9],
      ['PNG with 16 bits', 'image/png', (s: Sharp) => s.toColourspace('rgb16').png(), 0.9],
      ['PNG with alpha', 'image/png', (s: Sharp) => s.ensureAlpha(1).png(), 0.9],
      ['PNG with half transparency', 'image/png', (s: Sharp) => s.ensureAlpha(0.5).png(), 0.2],
      ['PNG with a palette', 'image/png', (s: Sharp) => s.png({ palette: true, colours: 256 }), 0.8],
      ['greyscale PNG', 'image/png', (s: Sharp) => s.greyscale().png(), 0.6],
      ['TIFF with LZW', 'image/tiff', (s: Sharp) => s.tiff({ compression: 'lzw' }), 0.9],
    ] as const)('[issue 2, bad input] %s: the same face', async (_, type, encode, least) => {
      await expectErin(await encode(sharp(erin)).toBuffer(), type, least);
    });

    test('[issue 2, bad input] an animated GIF: its first frame', async () => {
      const [width, height] = [300, 320];
      const face = await sharp(erin).resize(width, height, { fit: 'cover' }).toBuffer();
      const blank = await emptyPhoto(width, height);
      await expectErin(await toAnimatedGif(face, blank), 'image/gif', 0.6);
      server.expectError(await post(await toAnimatedGif(blank, face), 'image/gif'), 500, 4003);
    });

    test.each([3, 6, 8] as const)(
      '[issue 2, bad input] EXIF orientation %i: the same face, upright',
      async (orientation) => {
        const turned = await withOrientation(erin, orientation);
        await expectErin(turned);
        const [upright, found] = [await extract(me.api, erin), await extract(me.api, turned)];
        const [a, b] = [first(upright.faces).rect, first(found.faces).rect];
        expect(Math.abs(a.x - b.x)).toBeLessThan(25);
        expect(Math.abs(a.y - b.y)).toBeLessThan(25);
      },
    );

    test('[20 response] a face at the very edge: rect in the picture, rectISO may leave it', async () => {
      const close = await sharp(erin).extract({ left: 100, top: 70, width: 270, height: 300 }).jpeg().toBuffer();
      const { faces } = await extract(me.api, close);
      expect(faces).toHaveLength(1);
      const { rect } = first(faces);
      expect(rect.x).toBeGreaterThanOrEqual(-rect.width);
      expect(rect.width).toBeGreaterThan(0);
    });
  });
});
