import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import { type Extraction, expectBody, first, postImage } from './support/objects.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

/** Files that failed in the field; they lie outside of the repository. */
const INPUTS = '../shared/inputs';
const hasInputs = existsSync(INPUTS);
const input = (name: string) => readFileSync(join(INPUTS, name));

/** Boxes that formats of one family begin with: size, type, brand. */
const ftyp = (brand: string) =>
  Buffer.concat([Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`, 'latin1'), Buffer.alloc(500)]);

suite('files from the field', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const post = (body: Buffer, type: string) => postImage(me.api, body, { type });
  const countOf = async (path: string) => expectBody<{ count: number }>(await me.api.get(path), 200).count;

  describe('that failed', needs(hasInputs, `there is no ${INPUTS}`), () => {
    test.each([
      ['cut-with-eoi-person-a.jpg', 'image/jpeg', 3001],
      ['tiff-bad-strips.tif', 'image/tiff', 18002],
      ['tiff-zstd.tif', 'image/tiff', 18002],
    ])('[issue 11, 16] %s is refused and leaves nothing behind', async (name, type, code) => {
      const before = await countOf('/storage/descriptors');
      server.expectError(await post(input(name), type), 400, code);
      expect(await countOf('/storage/descriptors')).toBe(before);
    });

    test('[issue 11, 17] one man who lies on his side is one face', async () => {
      const answer = await post(input('one-person-sideways-two-faces.jpg'), 'image/jpeg');
      expect(expectBody<Extraction>(answer, 201).faces).toHaveLength(1);
    });

    test('[issue 11, 17] a drawing is no face, or its score shows the doubt', async () => {
      const answer = await post(input('drawing-score-0.99.png'), 'image/png');
      if (answer.status === 201) {
        for (const { score } of answer.json<Extraction>().faces) expect(score).toBeLessThan(0.9);
      } else server.expectError(answer, 500, 4003);
    });

    test.each([
      ['photo.webp', 'image/webp'],
      ['base64-json-quoted.txt', 'image/x-jpeg-base64'],
    ])('[issue 11, 18] %s is taken as %s', async (name, type) => {
      // They need not show a face.
      const answer = await post(input(name), type);
      if (answer.status !== 201) server.expectError(answer, 500, 4003);
    });

    test('[issue 11, 18] [80 12024] person.json.gz makes no person', async () => {
      const before = await countOf('/storage/persons');
      const headers = { 'content-encoding': 'gzip' };
      const body = input('person.json.gz');
      server.expectError(
        await me.api.post('/storage/persons', { body, type: 'application/json', headers }),
        415,
        12024,
      );
      expect(await countOf('/storage/persons')).toBe(before);
    });
  });

  test.each([
    ['HEIC', ftyp('heic')],
    ['JPEG XL', Buffer.concat([Buffer.from('\0\0\0\x0cJXL \r\n\x87\n', 'latin1'), Buffer.alloc(500)])],
  ])('[issue 11, 18] the error names %s', async (format, body) => {
    for (const [type, code] of [
      ['image/jpeg', 3001],
      ['image/png', 18002],
    ] as const) {
      const answer = await post(body, type);
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error_code: code, detail: expect.stringContaining(format) });
    }
  });

  test('[issue 11, 18] AVIF is decoded', async () => {
    const avif = await sharp(await photo('erin'))
      .resize(240)
      .avif({ effort: 0, quality: 80 })
      .toBuffer();
    expect(first(expectBody<Extraction>(await post(avif, 'image/png'), 201).faces).id).toBeDefined();
  });
});
