import { beforeAll, describe, expect, test } from 'vitest';
import type { RequestOptions } from './support/client.ts';
import { toPnm, withExif } from './support/encodings.ts';
import {
  createList,
  type Descriptor,
  type DescriptorCandidate,
  type EnrolledPerson,
  type Extraction,
  enrol,
  enrolPerson,
  expectBody,
  type Face,
  first,
  linkToList,
  type PersonCandidate,
} from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { emptyPhoto, groupPhoto, photo, warpedPhoto } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

interface Found<Candidate> {
  readonly candidates: Candidate[];
  readonly face: Face;
  readonly exif?: Record<string, unknown>;
}

suite('search', (server) => {
  let me: Account;
  let again: Buffer;
  let erin: EnrolledPerson;
  let others: EnrolledPerson[];
  let personsList: string;
  let descriptorsList: string;
  beforeAll(async () => {
    me = await server.newAccount();
    again = await photo('erinAgain');
    erin = await enrolPerson(me.api, ['erin'], 'Erin');
    others = [];
    for (const name of ['blonde', 'dark', 'olive', 'red', 'striped'] as const) {
      others.push(await enrolPerson(me.api, [name], name));
    }
    personsList = await createList(me.api, 'persons');
    descriptorsList = await createList(me.api, 'descriptors');
    for (const { person, descriptors } of [erin, ...others]) {
      await linkToList(me.api, 'persons', person, personsList);
      await linkToList(me.api, 'descriptors', first(descriptors), descriptorsList);
    }
    await me.api.patch(`/storage/persons/${erin.person}`, { json: { external_id: 'e-1' } });
  });

  const post = (query: RequestOptions['query'], image = again, type = 'image/jpeg') =>
    me.api.post('/matching/search', { body: image, type, query: query ?? {} });
  const persons = async (query: RequestOptions['query'], image = again) =>
    expectBody<Found<PersonCandidate>>(await post(query, image), 201);
  const descriptors = async (query: RequestOptions['query'], image = again) =>
    expectBody<Found<DescriptorCandidate>>(await post(query, image), 201);

  describe('answer', () => {
    test('[50 search] by persons list: person candidates and the face, members in order', async () => {
      const answer = await post({ list_id: personsList, limit: 1 });
      expect(answer.status, answer.text).toBe(201);
      expectShape(answer, 'searchPersons');
      const { candidates } = answer.json<Found<PersonCandidate>>();
      expect(first(candidates)).toMatchObject({ person_id: erin.person, user_data: 'Erin', external_id: 'e-1' });
    });

    test('[50 search] by person_ids: person candidates', async () => {
      const { candidates } = await persons({ person_ids: [first(others).person, erin.person] });
      expect(candidates.map(({ person_id }) => person_id)).toEqual([erin.person, first(others).person]);
    });

    test('[50 search] by descriptors list: descriptor candidates', async () => {
      const answer = await post({ list_id: descriptorsList, limit: 1 });
      expectShape(answer, 'searchDescriptors');
      expect(first(answer.json<Found<DescriptorCandidate>>().candidates).id).toBe(first(erin.descriptors));
    });

    test('[50 search] by descriptor_ids: descriptor candidates', async () => {
      const { candidates } = await descriptors({
        descriptor_ids: [erin, ...others].map((one) => first(one.descriptors)),
      });
      expect(first(candidates).id).toBe(first(erin.descriptors));
      expect(candidates).toHaveLength(3);
    });

    test('[50 search] the identical image: exactly 1', async () => {
      const { candidates } = await persons({ list_id: personsList }, await photo('erin'));
      expect(first(candidates)).toMatchObject({ person_id: erin.person, similarity: 1 });
    });

    test('[50 search] the image in another encoding: nearly 1', async () => {
      const answer = await post({ list_id: personsList }, await toPnm(await photo('erin')), 'image/x-portable-pixmap');
      expect(first(expectBody<Found<PersonCandidate>>(answer, 201).candidates).similarity).toBeGreaterThan(0.98);
      const base64 = Buffer.from((await photo('erin')).toString('base64'));
      const text = await post({ list_id: personsList }, base64, 'image/x-jpeg-base64');
      expect(first(expectBody<Found<PersonCandidate>>(text, 201).candidates).similarity).toBe(1);
    });

    test.each([
      ['-1', 3],
      ['0', 3],
      ['1', 1],
      ['5', 5],
      ['6', 5],
    ])('[50 limit] %s gives %i candidates', async (limit, length) => {
      expect((await persons({ list_id: personsList, limit })).candidates).toHaveLength(length);
    });

    test('[50 empty sides] an empty list: no candidates, the face', async () => {
      for (const type of ['persons', 'descriptors'] as const) {
        const body = await persons({ list_id: await createList(me.api, type) });
        expect(body.candidates).toEqual([]);
        expect(body.face.id).toBeDefined();
      }
    });
  });

  describe('extraction parameters', () => {
    test('[50 search] estimates show in the face', async () => {
      const { face } = await persons({
        list_id: personsList,
        estimate_attributes: 1,
        estimate_quality: 1,
        estimate_emotions: 1,
      });
      expect(face.attributes?.age).toBeGreaterThan(14);
      expect(face.attributes?.emotions).toBeDefined();
      expect(face.quality).toBeDefined();
    });

    test('[50 search] exif only when asked for, last', async () => {
      const image = await withExif(again);
      expect(Object.keys(await persons({ list_id: personsList }, image))).toEqual(['candidates', 'face']);
      const body = await persons({ list_id: personsList, extract_exif: 1 }, image);
      expect(Object.keys(body)).toEqual(['candidates', 'face', 'exif']);
      expect(body.exif).toMatchObject({ make: 'Acme' });
    });

    test('[50 search] a warped image', async () => {
      const { face, candidates } = await persons({ list_id: personsList, warped_image: 1 }, await warpedPhoto());
      expect(face).not.toHaveProperty('rect');
      expect(candidates.length).toBeGreaterThan(0);
    });

    test('[50 search] extract_descriptor=0 is refused: 12018; 1 is fine', async () => {
      server.expectError(await post({ list_id: personsList, extract_descriptor: 0 }), 400, 12018, 'extract_descriptor');
      await persons({ list_id: personsList, extract_descriptor: 1 });
    });

    test('[50 search] [97 flags] a flag other than 0 and 1', async () => {
      const answer = await post({ list_id: personsList, estimate_attributes: 'abc' });
      if (server.mode === 'backport3') {
        server.expectError(answer, 400, 12012, 'estimate_attributes');
      } else {
        expect(answer.status).toBe(201);
      }
    });
  });

  describe('side effects', () => {
    test('[50 search] the extraction is persistent: descriptor and portrait', async () => {
      const { face } = await persons({ list_id: personsList });
      const stored = expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${face.id}`), 200);
      expect(stored).toMatchObject({ id: face.id, person_id: null, lists: [] });
      const portrait = await me.api.get(`/storage/portraits/${face.id}`);
      expect(portrait.status).toBe(200);
      expect(portrait.headers['content-type']).toBe('image/jpeg');
    });
  });

  describe('precedence', () => {
    test('[50 precedence] list_id, then person_ids, then descriptor_ids', async () => {
      const small = await createList(me.api, 'persons');
      const [blonde, dark] = others;
      if (!blonde || !dark) {
        throw new Error('others are enrolled in beforeAll');
      }
      await linkToList(me.api, 'persons', blonde.person, small);
      const ids = { person_ids: dark.person, descriptor_ids: first(erin.descriptors) };
      const byList = await persons({ list_id: small, ...ids });
      expect(byList.candidates.map(({ person_id }) => person_id)).toEqual([blonde.person]);
      const byPersons = await persons(ids);
      expect(byPersons.candidates.map(({ person_id }) => person_id)).toEqual([dark.person]);
    });

    test('[50 precedence] ignored parameters are format-checked, but need not exist', async () => {
      server.expectError(await post({ list_id: personsList, person_ids: 'abc' }), 400, 12012, 'person_ids');
      server.expectError(await post({ list_id: personsList, descriptor_ids: 'abc' }), 400, 12012, 'descriptor_ids');
      await persons({ list_id: personsList, person_ids: UNKNOWN_ID, descriptor_ids: UNKNOWN_ID });
    });
  });

  describe('errors', () => {
    test('[50 search] several faces: 11012, the detail is the extraction result', async () => {
      const answer = await post({ list_id: personsList }, await groupPhoto('three'));
      server.expectError(answer, 400, 11012);
      const { detail } = answer.json<{ detail: Extraction }>();
      expect(detail.faces).toHaveLength(3);
      for (const face of detail.faces) {
        expect(Object.keys(face)).toEqual(['id', 'rect', 'score', 'rectISO']);
        expectBody(await me.api.get(`/storage/descriptors/${face.id}`), 200);
      }
    });

    test('[50 search] no candidate parameter: 12016 names all three', async () => {
      const answer = await post({});
      server.expectError(answer, 400, 12016);
      const { detail } = answer.json<{ detail: string }>();
      if (server.mode === 'lp3') {
        expect(detail).toBe("No one  parameters '['list_id', 'person_ids', 'descriptor_ids']' not found");
      }
      for (const name of ['list_id', 'person_ids', 'descriptor_ids']) {
        expect(detail).toContain(name);
      }
    });

    test('[50 search] parameters are looked at before the body: 12016, 12018', async () => {
      for (const type of ['image/jpg', 'image/jpeg', 'image/png']) {
        const send = (query: NonNullable<RequestOptions['query']>) =>
          me.api.post('/matching/search', { query, body: Buffer.from('no picture'), type });
        server.expectError(await send({}), 400, 12016);
        server.expectError(
          await send({ list_id: UNKNOWN_ID, extract_descriptor: 0 }),
          400,
          12018,
          'extract_descriptor',
        );
      }
    });

    test.each(['list_id', 'person_ids', 'descriptor_ids'])('[50 errors] malformed %s: 12012', async (name) => {
      for (const bad of MALFORMED_IDS) {
        server.expectError(await post({ [name]: bad }), 400, 12012, name);
      }
    });

    test('[50 limit] [issue 4, bad input] beyond the maximum it is the maximum', async () => {
      const copies = await Promise.all(Array.from({ length: 6 }, () => enrol(me.api, 'erin')));
      for (const limit of [6, 1000, '99999999999999999999']) {
        const answer = await post({ descriptor_ids: copies, limit });
        expect(expectBody<{ candidates: unknown[] }>(answer, 201).candidates).toHaveLength(5);
      }
    });

    test.each(['', 'abc'])('[50 limit] %j is not an integer: 12012', async (limit) => {
      server.expectError(await post({ list_id: personsList, limit }), 400, 12012, 'limit');
    });

    test('[50 errors] unknown candidates', async () => {
      server.expectError(await post({ list_id: UNKNOWN_ID }), 400, 22003);
      server.expectError(await post({ person_ids: [erin.person, UNKNOWN_ID] }), 400, 11020, 'person');
      server.expectError(await post({ descriptor_ids: UNKNOWN_ID }), 400, 11020, 'descriptors');
    });

    test('[50 search] no face: 500/4003', async () => {
      server.expectError(await post({ list_id: personsList }, await emptyPhoto()), 500, 4003);
    });

    test('[50 search] all faces filtered: 36003, in LP3 11027', async () => {
      const answer = await post({ list_id: personsList, score_threshold: 1 });
      server.expectError(answer, 400, server.pick({ backport3: 36003, lp3: 11027 }));
    });

    test('[50 search] thresholds may leave one face of several: no error then', async () => {
      const group = await groupPhoto('three');
      const three = await me.api.post('/storage/descriptors', {
        body: group,
        type: 'image/jpeg',
        query: { estimate_head_pose: 1 },
      });
      const yaws = expectBody<Extraction>(three, 201)
        .faces.map(({ attributes }) => Math.abs(attributes?.head_pose?.yaw ?? 0))
        .toSorted((a, b) => a - b);
      const [least = 0, next = 0] = yaws;
      const body = await persons({ list_id: personsList, yaw__lt: (least + next) / 2 }, group);
      expect(body.face.id).toBeDefined();
    });

    test('[50 search] face errors win over a list that does not exist', async () => {
      server.expectError(await post({ list_id: UNKNOWN_ID }, await emptyPhoto()), 500, 4003);
      server.expectError(await post({ list_id: UNKNOWN_ID }, await groupPhoto('three')), 400, 11012);
    });

    test('[50 search] [00 §5] content types: 12017, 18001, 18002, 3001, 3002', async () => {
      const query = { list_id: personsList };
      server.expectError(await post(query, again, 'image/jpg'), 400, 12017);
      server.expectError(await post(query, again, 'application/json'), 400, 12017);
      server.expectError(await post(query, Buffer.from('***'), 'image/x-jpeg-base64'), 500, 18001);
      server.expectError(await post(query, Buffer.from('***'), 'image/bmp'), 400, 18002);
      server.expectError(await post(query, Buffer.from('***'), 'image/jpeg'), 400, [3000, 3001]);
      const small = await emptyPhoto(95, 95);
      server.expectError(await post(query, small), 400, 3002, '(95x95) is lower than minimum allowed (96x96)');
    });
  });
});
