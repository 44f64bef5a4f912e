import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBmp, toPnm } from './support/encodings.ts';
import { type Extraction, expectBody } from './support/objects.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const ENCODERS = {
  'image/jpeg': (image: Buffer) => sharp(image).jpeg({ quality: 95 }).toBuffer(),
  'image/png': (image: Buffer) => sharp(image).png().toBuffer(),
  'image/x-portable-pixmap': (image: Buffer) => toPnm(image, 'P6'),
  'image/bmp': toBmp,
  'image/x-windows-bmp': toBmp,
  'image/x-ms-bmp': toBmp,
  'image/webp': (image: Buffer) => sharp(image).webp().toBuffer(),
  'image/x-portable-graymap': (image: Buffer) => toPnm(image, 'P5'),
  'image/x-portable-anymap': (image: Buffer) => toPnm(image, 'P3'),
  'image/tiff': (image: Buffer) => sharp(image).tiff().toBuffer(),
  'image/gif': (image: Buffer) => sharp(image).gif().toBuffer(),
} as const;
type ImageType = keyof typeof ENCODERS;
const IMAGE_TYPES = Object.keys(ENCODERS) as ImageType[];
const CONVERTED = IMAGE_TYPES.filter((type) => type !== 'image/jpeg');

const BASE64_TYPES = [
  ['image/x-jpeg-base64', 'image/jpeg'],
  ['image/x-png-base64', 'image/png'],
  ['image/x-bmp-base64', 'image/bmp'],
  ['image/x-windows-bmp-base64', 'image/x-windows-bmp'],
  ['image/x-tiff-base64', 'image/tiff'],
  ['image/x-gif-base64', 'image/gif'],
  ['image/x-portable-pixmap-base64', 'image/x-portable-pixmap'],
  ['image/x-ms-bmp-base64', 'image/x-ms-bmp'],
  ['image/x-webp-base64', 'image/webp'],
  ['image/x-portable-graymap-base64', 'image/x-portable-graymap'],
  ['image/x-portable-anymap-base64', 'image/x-portable-anymap'],
] as const;

const DESCRIPTOR_TYPES = [
  'application/x-vl-face-descriptor',
  'application/x-vl-xpk',
  'application/x-vl-face-descriptor-base64',
  'application/x-vl-xpk-base64',
] as const;

const NOT_LISTED = [
  'image/jpg',
  'image/svg+xml',
  'text/plain',
  'application/json',
  'application/octet-stream',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'rubbish',
  'image/',
] as const;

suite('content types', (server) => {
  let me: Account;
  let small: Buffer;
  const encoded = new Map<ImageType, Buffer>();
  beforeAll(async () => {
    me = await server.newAccount();
    small = await sharp(await photo('erin'))
      .resize(240)
      .jpeg({ quality: 95 })
      .toBuffer();
    for (const type of IMAGE_TYPES) {
      encoded.set(type, await ENCODERS[type](small));
    }
  });

  const post = (type: string | undefined, body: Buffer | string, path = '/storage/descriptors') =>
    me.api.post(path, { body, ...(type === undefined ? {} : { type }), query: { extract_descriptor: 0 } });
  const bytes = (type: ImageType) => encoded.get(type) ?? Buffer.alloc(0);
  const oneFace = async (type: string, body: Buffer | string) =>
    expect(expectBody<Extraction>(await post(type, body), 201).faces).toHaveLength(1);

  describe('images', () => {
    test.each(IMAGE_TYPES)('[00 §5] %s', async (type) => {
      await oneFace(type, bytes(type));
    });

    test.each(['P3', 'P5'] as const)('[00 §5] image/x-portable-pixmap of kind %s', async (kind) => {
      await oneFace('image/x-portable-pixmap', await toPnm(small, kind));
    });

    test('[issue 11, forms] image/x-portable-bitmap and its base64 form are decoded; black and white may hide the face', async () => {
      const bitmap = await toPnm(small, 'P4');
      for (const [type, body] of [
        ['image/x-portable-bitmap', bitmap],
        ['image/x-portable-bitmap-base64', bitmap.toString('base64')],
      ] as const) {
        const answer = await post(type, body);
        if (answer.status !== 201) server.expectError(answer, 500, 4003);
        server.expectError(await post(type, Buffer.from('rubbish').toString('base64')), 400, 18002);
      }
    });

    test.each(BASE64_TYPES)('[00 §5] %s', async (type, inner) => {
      await oneFace(type, bytes(inner).toString('base64'));
    });

    test('[00 §5] the letter case of a media type does not count', async () => {
      for (const type of ['Image/JPEG', 'IMAGE/JPEG; CHARSET=Binary', ' image/jpeg ;q=1']) {
        server.expectOrderly(await post(type, bytes('image/jpeg')), 201);
      }
    });
  });

  describe('refused', () => {
    test.each(NOT_LISTED)('[20 errors] [00 §5] %s: 12017', async (type) => {
      server.expectError(await post(type, bytes('image/jpeg')), 400, 12017);
    });

    test('[00 §5] no content type: 12017', async () => {
      server.expectError(await post(undefined, bytes('image/jpeg')), 400, 12017);
    });

    test('[00 §5] no content type and no body: 12017', async () => {
      server.expectError(await me.api.post('/storage/descriptors'), 400, 12017);
    });

    test.each(CONVERTED)('[20 errors] %s that cannot be decoded: 400/18002', async (type) => {
      server.expectError(await post(type, 'this is no picture at all, not even a small one'), 400, 18002);
    });

    test.each(CONVERTED)('[20 errors] base64 text sent as %s: 400/18002', async (type) => {
      server.expectError(await post(type, bytes(type).toString('base64')), 400, 18002);
    });

    test.each(BASE64_TYPES)('[00 §5] [20 errors] %s that is no base64: 500/18001', async (type) => {
      server.expectError(await post(type, '*** this is not base64 ***'), 500, 18001);
      server.expectError(await post(type, 'abc'), 500, 18001);
    });

    test.each(BASE64_TYPES)('[00 §5] %s with bytes instead of base64: 500/18001', async (type, inner) => {
      server.expectError(await post(type, bytes(inner)), 500, 18001);
    });

    test.each(BASE64_TYPES)('[20 errors] %s whose content is no picture', async (type) => {
      const answer = await post(type, Buffer.from('no picture, but good base64').toString('base64'));
      server.expectError(answer, 400, type === 'image/x-jpeg-base64' ? [3000, 3001] : 18002);
    });

    test('[20 errors] image/jpeg that is not a picture: 400 of the image family', async () => {
      server.expectError(await post('image/jpeg', 'this is no picture at all'), 400, [3000, 3001]);
    });

    test('[20 errors] image/jpeg without a byte', async () => {
      server.expectError(await post('image/jpeg', ''), 400, [3000, 3001]);
    });
  });

  describe('base64 with decoration', () => {
    test('[issue 2, bad input] line breaks and spaces between the digits are passed over', async () => {
      const text = bytes('image/jpeg').toString('base64');
      const wrapped = (text.match(/.{1,76}/g) ?? []).join('\r\n');
      await oneFace('image/x-jpeg-base64', `${wrapped}\r\n`);
      await oneFace('image/x-jpeg-base64', ` ${text}\n`);
    });

    test('[issue 2, bad input] rubbish between the digits', async () => {
      const text = bytes('image/jpeg').toString('base64');
      await oneFace('image/x-jpeg-base64', `${text.slice(0, 1000)}\u0000é***${text.slice(1000)}`);
    });

    test('[issue 11, forms] quotes, escapes, a byte order mark, a data URL, no padding: as LP3 took them', async () => {
      const text = bytes('image/jpeg').toString('base64');
      for (const form of [
        `"${text}"`,
        `\ufeff"${text}"\r\n`,
        `"${text.replaceAll('/', '\\/')}"`,
        `data:image/jpeg;base64,${text}`,
        `"data:image/jpeg;base64,${text.replace(/=+$/, '')}"`,
        text.replace(/=+$/, ''),
      ]) {
        await oneFace('image/x-jpeg-base64', form);
      }
    });

    test('[00 §5] an empty base64 text', async () => {
      const answer = await post('image/x-jpeg-base64', '');
      // It decodes, to no picture.
      server.expectError(answer, 400, 3001);
    });
  });

  describe('descriptors and archives', () => {
    test.each(DESCRIPTOR_TYPES)('[00 §5] [20 errors] %s with rubbish: an error of the contract', async (type) => {
      const body = type.endsWith('base64') ? Buffer.from('rubbish').toString('base64') : 'rubbish';
      const answer = await post(type, body);
      server.expectOrderly(answer, 400);
      if (type.includes('xpk')) {
        server.expectError(answer, 400, [12026, 12017]);
      }
    });

    test.each(DESCRIPTOR_TYPES)('[50 search] %s is not a type of search: 12017', async (type) => {
      const answer = await me.api.post('/matching/search', {
        body: 'rubbish',
        type,
        query: { person_ids: 'deadbeef-dead-4bad-8bad-deadbeefdead' },
      });
      server.expectError(answer, 400, 12017);
    });
  });
});
