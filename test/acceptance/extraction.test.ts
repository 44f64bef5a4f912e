import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RequestOptions } from './support/client.ts';
import { withExif } from './support/encodings.ts';
import {
  type Attributes,
  type Descriptor,
  type Extraction,
  expectBody,
  extract,
  type Face,
  first,
  postImage,
} from './support/objects.ts';
import { UUID4 } from './support/patterns.ts';
import { emptyPhoto, groupPhoto, photo, warpedPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape, shapeOf } from './support/shape.ts';

const ALL_ESTIMATES = {
  estimate_attributes: 1,
  estimate_emotions: 1,
  estimate_ethnicities: 1,
  estimate_head_pose: 1,
  estimate_quality: 1,
};
const FLAGS = [...Object.keys(ALL_ESTIMATES), 'warped_image', 'extract_descriptor', 'extract_exif'];

const sum = (values: Record<string, number>) => Object.values(values).reduce((total, value) => total + value, 0);
const largest = (values: Record<string, number>) =>
  Object.entries(values).reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];

suite('extraction', (server) => {
  let me: Account;
  let erin: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await photo('erin');
  });

  const oneFace = async (query: RequestOptions['query'] = {}): Promise<Face> =>
    first((await extract(me.api, erin, query)).faces);
  const attributes = async (query: RequestOptions['query']): Promise<Attributes> => {
    const { attributes: found } = await oneFace(query);
    if (!found) {
      throw new Error('no attributes in the answer');
    }
    return found;
  };

  describe('answer', () => {
    test('[20 response] 201, faces with id, rect, score, rectISO in order', async () => {
      const answer = await postImage(me.api, erin);
      expect(answer.status, answer.text).toBe(201);
      expectShape(answer, 'extraction');
    });

    test('[20 response] rect lies in the picture, in whole pixels; score is 0..1', async () => {
      const { rect, rectISO, score } = await oneFace();
      for (const value of [...Object.values(rect), ...Object.values(rectISO)]) {
        expect(Number.isInteger(value)).toBe(true);
      }
      // erin is 468×497 and her face is in the middle.
      expect(rect.width).toBeGreaterThan(80);
      expect(rect.x + rect.width / 2).toBeGreaterThan(120);
      expect(rect.x + rect.width / 2).toBeLessThan(350);
      expect(rect.y + rect.height / 2).toBeGreaterThan(120);
      expect(rect.y + rect.height / 2).toBeLessThan(380);
      expect(score).toBeGreaterThan(0.5);
      expect(score).toBeLessThanOrEqual(1);
    });

    test('[20 rectISO rule] height to width is 4:3 and the eyes sit at 0.5 and 0.6 of the width', async () => {
      const { rect, rectISO } = await oneFace();
      expect(Math.abs(rectISO.height - rectISO.width / 0.75)).toBeLessThanOrEqual(2);
      const eyesX = rectISO.x + Math.round(0.5 * rectISO.width);
      const eyesY = rectISO.y + Math.round(0.6 * rectISO.width);
      expect(eyesX).toBeGreaterThan(rect.x);
      expect(eyesX).toBeLessThan(rect.x + rect.width);
      expect(eyesY).toBeGreaterThan(rect.y);
      // Eyes are above the middle of a face: with 0.6 of the height they would come out below it.
      expect(eyesY).toBeLessThan(rect.y + rect.height * 0.5);
    });

    test('[20 rectISO rule] 4:3 around every face, also of those that lie on their side', async () => {
      const lying = await sharp(await groupPhoto('three'))
        .rotate(90)
        .jpeg()
        .toBuffer();
      const { faces } = await extract(me.api, lying);
      expect(faces).toHaveLength(3);
      for (const { rectISO } of faces) {
        expect(Math.abs(rectISO.height - rectISO.width / 0.75)).toBeLessThanOrEqual(2);
      }
    });

    test('[20 response] no internal members, nothing that was not asked for', async () => {
      const face = await oneFace();
      expect(Object.keys(face)).toEqual(['id', 'rect', 'score', 'rectISO']);
    });

    test('[20 response] every face of a group, each a stored descriptor of its own', async () => {
      const { faces } = await extract(me.api, await groupPhoto('four'));
      expect(faces).toHaveLength(4);
      expect(new Set(faces.map(({ id }) => id)).size).toBe(4);
      for (const { id } of faces) {
        expectBody(await me.api.get(`/storage/descriptors/${id}`), 200);
      }
    });

    test('[20 side effects] the descriptor is stored and attached to nothing', async () => {
      const { id } = await oneFace();
      const stored = await me.api.get(`/storage/descriptors/${id}`);
      expect(expectBody<Descriptor>(stored, 200)).toMatchObject({ id, person_id: null, lists: [] });
    });

    test('[20 parameters] unknown parameters are ignored', async () => {
      await oneFace({ external_id: 'x', source: 'door', identification: 1, yaw_lt: 'abc' });
    });

    test('[20 limits] at most 64 faces of one picture', async () => {
      const { faces } = await extract(me.api, await crowd(9, 8), { extract_descriptor: 0 });
      expect(faces.length).toBeLessThanOrEqual(64);
      expect(faces.length).toBeGreaterThan(56);
    });
  });

  describe('estimates', () => {
    test('[20 attributes] [97 eyeglasses] all estimates, members in order', async () => {
      const face = await oneFace(ALL_ESTIMATES);
      expect(Object.keys(face)).toEqual(
        ['id', 'rect', 'score', 'rectISO', 'attributes', 'quality'].filter((name) => name in face),
      );
      expect(face.attributes && face.quality).toBeTruthy();
      const golden = `attributes ${server.mode}`;
      const answer = await postImage(me.api, erin, { query: ALL_ESTIMATES });
      const body = answer.json<Extraction>();
      expectShape({ ...answer, json: <T>() => first(body.faces).attributes as T }, golden);
      expectShape({ ...answer, json: <T>() => first(body.faces).quality as T }, 'quality');
    });

    test('[20 attributes] estimate_attributes: age and gender, nothing else', async () => {
      const found = await attributes({ estimate_attributes: 1 });
      const names = server.pick({ backport3: ['age', 'gender'], lp3: ['age', 'eyeglasses', 'gender'] });
      expect(Object.keys(found)).toEqual(names);
      expect(found.age).toBeGreaterThan(14);
      expect(found.age).toBeLessThan(60);
      expect(found.gender).toBeLessThan(0.5);
      expect(found.gender).toBeGreaterThanOrEqual(0);
    });

    test('[20 attributes] estimate_emotions: seven members, sum 1, the predominant one is the largest', async () => {
      const found = await attributes({ estimate_emotions: 1 });
      expect(Object.keys(found)).toEqual(['emotions']);
      const estimations = found.emotions?.estimations ?? {};
      expect(Object.keys(estimations)).toHaveLength(7);
      expect(sum(estimations)).toBeCloseTo(1, 2);
      expect(found.emotions?.predominant_emotion).toBe(largest(estimations));
    });

    test('[20 attributes] estimate_ethnicities: four members, sum 1, the predominant one is the largest', async () => {
      const found = await attributes({ estimate_ethnicities: 1 });
      expect(Object.keys(found)).toEqual(['ethnicities']);
      const estimations = found.ethnicities?.estimations ?? {};
      expect(Object.keys(estimations)).toHaveLength(4);
      expect(sum(estimations)).toBeCloseTo(1, 2);
      expect(found.ethnicities?.predominant_ethnicity).toBe(largest(estimations));
    });

    test('[20 attributes] estimate_head_pose: three angles in degrees', async () => {
      const found = await attributes({ estimate_head_pose: 1 });
      expect(Object.keys(found)).toEqual(['head_pose']);
      for (const angle of Object.values(found.head_pose ?? { yaw: 999 })) {
        expect(Math.abs(angle)).toBeLessThanOrEqual(45);
      }
    });

    test.each(['pitch__lt', 'yaw__lt', 'roll__lt'])('[20 parameters] %s switches head pose on', async (name) => {
      expect(shapeOf(await attributes({ [name]: 180 }))).toBe('{head_pose:{yaw:number,pitch:number,roll:number}}');
    });

    test('[20 quality] [97 saturation] four values 0..1; Backport 3 says saturation 1', async () => {
      const { quality, attributes: none } = await oneFace({ estimate_quality: 1 });
      expect(none).toBeUndefined();
      expect(Object.keys(quality ?? {})).toEqual(['light', 'dark', 'saturation', 'blurriness']);
      for (const value of Object.values(quality ?? {})) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      if (server.mode === 'backport3') {
        expect(quality?.saturation).toBe(1);
      }
    });

    test('[20 quality] a blurred picture has less blurriness, a dark one less dark', async () => {
      const sharpOne = (await oneFace({ estimate_quality: 1 })).quality ?? {};
      const of = async (image: Buffer) =>
        first((await extract(me.api, image, { estimate_quality: 1 })).faces).quality ?? {};
      const blurred = await of(await altered(erin, 'blurred'));
      const dark = await of(await altered(erin, 'dark'));
      expect(blurred.blurriness).toBeLessThan(sharpOne.blurriness ?? 0);
      expect(dark.dark).toBeLessThan(sharpOne.dark ?? 0);
    });

    test('[20 attributes] absent when nothing was asked for, also with explicit zeros', async () => {
      const zeros = Object.fromEntries(Object.keys(ALL_ESTIMATES).map((name) => [name, 0]));
      expect(Object.keys(await oneFace(zeros))).toEqual(['id', 'rect', 'score', 'rectISO']);
    });
  });

  describe('flags', () => {
    test.each(FLAGS)(
      '[00 §9] [97 flags] %s: Backport 3 takes 0 and 1 only, LP3 falls back to the default',
      async (name) => {
        for (const value of ['2', 'true', 'abc', '-1', '', '1.0', '01']) {
          const answer = await postImage(me.api, erin, { query: { [name]: value } });
          if (server.mode === 'backport3') {
            server.expectError(answer, 400, 12012, name);
          } else if (value === 'abc') {
            expectShape(answer, 'extraction');
          } else {
            server.expectOrderly(answer, 201, 400);
          }
        }
      },
    );

    test('[20 extract_descriptor=0] no id, nothing stored', async () => {
      const count = async () => expectBody<{ count: number }>(await me.api.get('/storage/descriptors'), 200).count;
      const before = await count();
      const face = await oneFace({ extract_descriptor: 0, estimate_attributes: 1 });
      expect(face).not.toHaveProperty('id');
      expect(face.rect).toBeDefined();
      expect(face.attributes).toBeDefined();
      if (server.mode === 'lp3') {
        expect(face).not.toHaveProperty('score');
      }
      expect(await count()).toBe(before);
    });
  });

  describe('warped images', () => {
    test('[20 warped_image] one face with an id, without rect and rectISO', async () => {
      const { faces } = await extract(me.api, await warpedPhoto(), { warped_image: 1 });
      expect(faces).toHaveLength(1);
      expect(first(faces).id).toMatch(UUID4);
      expect(first(faces)).not.toHaveProperty('rect');
      expect(first(faces)).not.toHaveProperty('rectISO');
    });

    test('[20 warped_image] with estimates', async () => {
      const { faces } = await extract(me.api, await warpedPhoto(), {
        warped_image: 1,
        estimate_attributes: 1,
        estimate_emotions: 1,
      });
      expect(first(faces).attributes?.age).toBeGreaterThan(14);
      expect(first(faces).attributes?.emotions).toBeDefined();
    });

    test('[20 estimate_head_pose] is not made of warped images', async () => {
      const { faces } = await extract(me.api, await warpedPhoto(), { warped_image: 1, estimate_head_pose: 1 });
      expect(first(faces).attributes ?? {}).not.toHaveProperty('head_pose');
    });

    test('[20 warped_image] another size is answered in order', async () => {
      const answer = await postImage(me.api, await altered(await warpedPhoto(), 'smaller'), {
        query: { warped_image: 1 },
      });
      server.expectOrderly(answer, 201, 400);
    });
  });

  describe('exif', () => {
    test('[20 exif] tags in lower camel case, values as found, after the faces', async () => {
      const body = await extract(me.api, await withExif(erin), { extract_exif: 1 });
      expect(Object.keys(body)).toEqual(['faces', 'exif']);
      expect(body.exif).toMatchObject({
        make: 'Acme',
        model: 'Model X',
        artist: 'A. Nobody',
        dateTime: '2018:05:10 12:41:25',
      });
    });

    test('[20 exif] only when asked for; an object also when there are no tags', async () => {
      expect(Object.keys(await extract(me.api, await withExif(erin)))).toEqual(['faces']);
      expect(Object.keys(await extract(me.api, await withExif(erin), { extract_exif: 0 }))).toEqual(['faces']);
      const body = await extract(me.api, erin, { extract_exif: 1 });
      expect(typeof body.exif).toBe('object');
    });
  });

  describe('faces and no faces', () => {
    test('[20 errors] no face in the picture: 500/4003', async () => {
      server.expectError(await postImage(me.api, await emptyPhoto()), 500, 4003);
    });

    test('[20 errors] no face with extract_descriptor=0: 500/4003', async () => {
      const query = { extract_descriptor: 0 };
      server.expectError(await postImage(me.api, await emptyPhoto(), { query }), 500, 4003);
    });

    test('[20 errors] several faces are no error here', async () => {
      expect((await extract(me.api, await groupPhoto('three'))).faces).toHaveLength(3);
      expect((await extract(me.api, await groupPhoto('five'))).faces).toHaveLength(5);
    });
  });

  test('[issue 2 §5] twenty pictures at once are all answered', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => postImage(me.api, erin)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
  });
});

/** One photo many times over, side by side: `columns` × `rows` faces. */
async function crowd(columns: number, rows: number): Promise<Buffer> {
  const side = 160;
  const tile = await sharp(await photo('erin'))
    .resize(side, side)
    .toBuffer();
  const cells = Array.from({ length: columns * rows }, (_, index) => ({
    input: tile,
    left: (index % columns) * side,
    top: Math.floor(index / columns) * side,
  }));
  return sharp({ create: { width: columns * side, height: rows * side, channels: 3, background: '#888' } })
    .composite(cells)
    .jpeg({ quality: 90 })
    .toBuffer();
}

function altered(image: Buffer, how: 'blurred' | 'dark' | 'smaller'): Promise<Buffer> {
  const source = sharp(image);
  const changed = {
    blurred: () => source.blur(6),
    dark: () => source.linear(0.15, 0),
    smaller: () => source.resize(200, 200),
  }[how]();
  return changed.jpeg({ quality: 95 }).toBuffer();
}
