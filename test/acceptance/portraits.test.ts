import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { toPnm, withOrientation } from './support/encodings.ts';
import { type Extraction, enrol, expectBody, extract, first, postImage, type Rect } from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { groupPhoto, photo, warpedPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

/** Either wording of LP3: from the image store, or from its portrait plug-in. */
const NO_PORTRAIT = [13003, 11024];

suite('portraits', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const portrait = async (id: string, suffix = '') => {
    const answer = await me.api.get(`/storage/portraits/${id}${suffix}`);
    expect(answer.status, answer.text.slice(0, 200)).toBe(200);
    expect(answer.headers['content-type']).toBe('image/jpeg');
    return answer.bytes;
  };
  const sizeOf = async (image: Buffer) => {
    const { width, height, format } = await sharp(image).metadata();
    expect(format).toBe('jpeg');
    return [width, height] as const;
  };

  describe('of an arbitrary image', () => {
    test('[20 portraits] 200 image/jpeg, larger side 250', async () => {
      const [width, height] = await sizeOf(await portrait(await enrol(me.api, 'erin')));
      expect(Math.max(width, height)).toBe(250);
    });

    test('[20 portraits] the rectISO area in its ratio: 188×250 when it lies in the picture', async () => {
      const canvas = await sharp(await photo('erin'))
        .extend({ top: 300, bottom: 300, left: 300, right: 300, background: '#777' })
        .jpeg({ quality: 95 })
        .toBuffer();
      const { id, rectISO } = first((await extract(me.api, canvas)).faces);
      expect(rectISO.x).toBeGreaterThanOrEqual(0);
      expect(rectISO.y).toBeGreaterThanOrEqual(0);
      const image = await portrait(id);
      const [width, height] = await sizeOf(image);
      expect(height).toBe(250);
      expect(Math.abs(width - (250 * rectISO.width) / rectISO.height)).toBeLessThanOrEqual(1);
      expect(await difference(image, canvas, rectISO)).toBeLessThan(12);
    });

    test('[20 portraits] a rectISO that leaves the picture is clamped', async () => {
      const close = await sharp(await photo('erin'))
        .extract({ left: 100, top: 70, width: 270, height: 300 })
        .jpeg({ quality: 95 })
        .toBuffer();
      const { id, rectISO } = first((await extract(me.api, close)).faces);
      expect(Math.min(rectISO.x, rectISO.y)).toBeLessThan(0);
      const [width, height] = await sizeOf(await portrait(id));
      expect(Math.max(width, height)).toBe(250);
    });

    test('[20 portraits] a small face is enlarged to 250', async () => {
      const small = await sharp(await photo('erin'))
        .resize(150)
        .jpeg({ quality: 95 })
        .toBuffer();
      const { id } = first((await extract(me.api, small)).faces);
      expect(Math.max(...(await sizeOf(await portrait(id))))).toBe(250);
    });

    test('[20 portraits] of a turned photo: upright', async () => {
      const canvas = await photo('erin');
      const upright = await portrait(first((await extract(me.api, canvas)).faces).id);
      const turned = await portrait(first((await extract(me.api, await withOrientation(canvas, 6))).faces).id);
      const [a, b] = [await sizeOf(upright), await sizeOf(turned)];
      expect(Math.abs(a[0] - b[0])).toBeLessThanOrEqual(12);
      expect(await distance(upright, turned)).toBeLessThan(25);
    });

    test('[20 portraits] one for each face of a group', async () => {
      const { faces } = await extract(me.api, await groupPhoto('three'));
      const images = await Promise.all(faces.map(({ id }) => portrait(id)));
      expect(new Set(images.map((image) => image.toString('base64'))).size).toBe(3);
    });

    test('[20 portraits] of a converted image: still JPEG', async () => {
      const answer = await me.api.post('/storage/descriptors', {
        body: await toPnm(await photo('blonde')),
        type: 'image/x-portable-pixmap',
      });
      await sizeOf(await portrait(first(expectBody<Extraction>(answer, 201).faces).id));
    });
  });

  describe('of a warped image', () => {
    test('[20 portraits] the uploaded bytes, unchanged', async () => {
      const warped = await warpedPhoto();
      const { id } = first((await extract(me.api, warped, { warped_image: 1 })).faces);
      expect((await portrait(id)).equals(warped)).toBe(true);
    });

    test('[20 warped_image] a PNG becomes a JPEG of the same picture', async () => {
      const warped = await warpedPhoto();
      const png = await sharp(warped).png().toBuffer();
      const answer = await postImage(me.api, png, { type: 'image/png', query: { warped_image: 1 } });
      const stored = await portrait(first(expectBody<Extraction>(answer, 201).faces).id);
      expect(await sizeOf(stored)).toEqual([250, 250]);
      expect(await distance(stored, warped)).toBeLessThan(10);
    });

    test('[20 portraits] also when sent as base64', async () => {
      const warped = await warpedPhoto('green');
      const answer = await me.api.post('/storage/descriptors', {
        body: warped.toString('base64'),
        type: 'image/x-jpeg-base64',
        query: { warped_image: 1 },
      });
      const { id } = first(expectBody<Extraction>(answer, 201).faces);
      expect((await portrait(id)).equals(warped)).toBe(true);
    });
  });

  describe('thumbnails', () => {
    test.each([64, 96, 160])('[20 thumbnail] side %i', async (side) => {
      const id = await enrol(me.api, 'striped');
      expect(Math.max(...(await sizeOf(await portrait(id, `_${side}`))))).toBe(side);
      const warped = first((await extract(me.api, await warpedPhoto(), { warped_image: 1 })).faces);
      expect(await sizeOf(await portrait(warped.id, `_${side}`))).toEqual([side, side]);
    });

    test.each(['_65', '_0', '_250', '_1', '_99999999999999999999'])(
      '[20 thumbnail] size %s is not stored: 404',
      async (suffix) => {
        const id = await enrol(me.api, 'striped');
        const answer = await me.api.get(`/storage/portraits/${id}${suffix}`);
        server.expectError(answer, 404, [...NO_PORTRAIT, 12013]);
      },
    );
  });

  describe('absent', () => {
    test('[20 portraits] unknown descriptor: 404', async () => {
      server.expectError(await me.api.get(`/storage/portraits/${UNKNOWN_ID}`), 404, NO_PORTRAIT);
      for (const side of [64, 96, 160]) {
        server.expectError(await me.api.get(`/storage/portraits/${UNKNOWN_ID}_${side}`), 404, NO_PORTRAIT);
      }
    });

    test('[00 §3] needs credentials', async () => {
      const id = await enrol(me.api, 'red');
      server.expectError(await server.anonymous.get(`/storage/portraits/${id}`), 401, 12010);
      server.expectError(await server.anonymous.get(`/storage/portraits/${id}_64`), 401, 12010);
    });
  });
});

/** Mean difference of grey values of two pictures, 0..255, brought to one size. */
async function distance(one: Buffer, other: Buffer): Promise<number> {
  const grey = (image: Buffer) => sharp(image).resize(40, 52, { fit: 'fill' }).greyscale().raw().toBuffer();
  const [a, b] = [await grey(one), await grey(other)];
  return a.reduce((total, value, index) => total + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

async function difference(image: Buffer, source: Buffer, area: Rect): Promise<number> {
  const { x: left, y: top, width, height } = area;
  return distance(image, await sharp(source).extract({ left, top, width, height }).toBuffer());
}
