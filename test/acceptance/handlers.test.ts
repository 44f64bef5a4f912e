import { beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import type { Client, RequestOptions } from './support/client.ts';
import { toPnm, withExif } from './support/encodings.ts';
import {
  createList,
  createPerson,
  type Descriptor,
  type EnrolledPerson,
  type Extraction,
  enrolPerson,
  expectBody,
  expectDone,
  type Face,
  first,
  linkToList,
  type Person,
  type PersonCandidate,
} from './support/objects.ts';
import { UNKNOWN_ID, UUID1 } from './support/patterns.ts';
import {
  emptyPhoto,
  groupPhoto,
  hasLabelledFaces,
  labelledPhoto,
  NO_LABELLED_FACES,
  photo,
  warpedPhoto,
} from './support/photos.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

const KINDS = ['extractor', 'identify', 'verify'] as const;
type Kind = (typeof KINDS)[number];

interface Extracted {
  readonly person_id: string;
  readonly face: Face;
  readonly exif?: Record<string, unknown>;
}
interface Identified {
  readonly candidates: PersonCandidate[];
  readonly face: Face;
}
interface Verified extends Identified {
  readonly status: boolean;
}
interface Counts {
  readonly persons: number;
  readonly descriptors: number;
}

function run(api: Client, kind: Kind, body: Buffer, query: RequestOptions['query'] = {}, type = 'image/jpeg') {
  return api.post(`/handlers/${kind}`, { body, type, query });
}

async function configure(api: Client, kind: Kind, json: unknown): Promise<void> {
  expectDone(await api.patch(`/handlers/${kind}`, { json }));
}

async function countObjects(api: Client): Promise<Counts> {
  const { count: persons } = expectBody<{ count: number }>(await api.get('/storage/persons'), 200);
  const { count: descriptors } = expectBody<{ count: number }>(await api.get('/storage/descriptors'), 200);
  return { persons, descriptors };
}

suite('handlers', (server) => {
  let me: Account;
  let erin: EnrolledPerson;
  let blonde: EnrolledPerson;
  let list: string;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await enrolPerson(me.api, ['erin'], 'Erin');
    blonde = await enrolPerson(me.api, ['blonde'], 'Blonde');
    list = await createList(me.api, 'persons');
    await linkToList(me.api, 'persons', blonde.person, list);
    await me.api.patch(`/storage/persons/${erin.person}`, { json: { external_id: 'e-1' } });
  });

  describe('extractor', () => {
    test('[60 extractor] members in order; the person has the descriptor, its data and a portrait', async () => {
      const { api } = await server.newAccount();
      const answer = await run(api, 'extractor', await photo('erin'), { user_data: 'Ерин', external_id: 'x-1' });
      expect(answer.status, answer.text).toBe(201);
      expectShape(answer, 'extractor');
      const { person_id, face } = answer.json<Extracted>();
      const person = expectBody<Person>(await api.get(`/storage/persons/${person_id}`), 200);
      expect(person).toMatchObject({ user_data: 'Ерин', external_id: 'x-1', descriptors: [face.id], lists: [] });
      expect((await api.get(`/storage/portraits/${face.id}`)).headers['content-type']).toBe('image/jpeg');
    });

    test('[60 extractor] defaults of the data: empty text and null', async () => {
      const { api } = await server.newAccount();
      const { person_id } = expectBody<Extracted>(await run(api, 'extractor', await photo('red')), 201);
      const person = expectBody<Person>(await api.get(`/storage/persons/${person_id}`), 200);
      expect(person).toMatchObject({ user_data: '', external_id: null });
    });

    test('[60 extractor] the person is in the list of the policies, and is found there at once', async () => {
      const { api } = await server.newAccount();
      const target = await createList(api, 'persons');
      await configure(api, 'extractor', { person_policy: { list_id: target } });
      const { person_id, face } = expectBody<Extracted>(await run(api, 'extractor', await photo('olive')), 201);
      const query = { descriptor_id: face.id, list_id: target };
      const found = expectBody<Identified>(await api.post('/matching/identify', { query }), 201);
      expect(found.candidates).toMatchObject([{ person_id, similarity: 1 }]);
    });

    test('[60 extractor] [issue 5, bad input] the list was deleted: 22003, and nothing is stored', async () => {
      const { api } = await server.newAccount();
      const target = await createList(api, 'persons');
      await configure(api, 'extractor', { person_policy: { list_id: target } });
      expectDone(await api.delete(`/storage/lists/${target}`));
      server.expectError(await run(api, 'extractor', await photo('erin')), 400, 22003);
      expect(await countObjects(api)).toEqual({ persons: 0, descriptors: 0 });
      await configure(api, 'extractor', { person_policy: { list_id: null } });
      expectBody(await run(api, 'extractor', await photo('erin')), 201);
    });

    test('[60 extractor] deleting the list meanwhile leaves all or nothing', async () => {
      const { api } = await server.newAccount();
      const image = await photo('erin');
      for (let round = 0; round < 5; round++) {
        const before = await countObjects(api);
        const target = await createList(api, 'persons');
        await configure(api, 'extractor', { person_policy: { list_id: target } });
        const running = run(api, 'extractor', image);
        await new Promise((resolve) => setTimeout(resolve, 15 * round));
        expectDone(await api.delete(`/storage/lists/${target}`));
        const answer = await running;
        const made = answer.status === 201 ? 1 : 0;
        if (!made) {
          server.expectError(answer, 400, 22003);
        }
        const { persons, descriptors } = before;
        expect(await countObjects(api)).toEqual({ persons: persons + made, descriptors: descriptors + made });
      }
    });

    test('[60 errors] several faces: 11012 with the extraction, and no person', async () => {
      const { api } = await server.newAccount();
      const answer = await run(api, 'extractor', await groupPhoto('three'));
      server.expectError(answer, 400, 11012);
      const { faces } = answer.json<{ detail: Extraction }>().detail;
      expect(faces).toHaveLength(3);
      expectBody<Descriptor>(await api.get(`/storage/descriptors/${first(faces).id}`), 200);
      expect(await countObjects(api)).toEqual({ persons: 0, descriptors: 3 });
    });

    test('[60 query] [30] limits of user_data and external_id', async () => {
      const image = await photo('erin');
      const long = 'ю'.repeat(129);
      server.expectError(
        await run(me.api, 'extractor', image, { user_data: long }),
        400,
        server.pick({ backport3: 12022, lp3: 11015 }),
      );
      server.expectError(await run(me.api, 'extractor', image, { external_id: 'x'.repeat(37) }), 400, 12022);
      const { api } = await server.newAccount();
      const longest = { user_data: long.slice(1), external_id: 'x'.repeat(36) };
      const { person_id } = expectBody<Extracted>(await run(api, 'extractor', image, longest), 201);
      expect(expectBody(await api.get(`/storage/persons/${person_id}`), 200)).toMatchObject(longest);
    });
  });

  describe('identify', () => {
    test('[60 identify] without a list: all persons of the account, members in order', async () => {
      const answer = await run(me.api, 'identify', await photo('erin'));
      expect(answer.status, answer.text).toBe(201);
      const { candidates } = answer.json<Identified>();
      expect(candidates.map(({ person_id }) => person_id)).toEqual([erin.person, blonde.person]);
      expect(first(candidates)).toEqual({
        similarity: 1,
        person_id: erin.person,
        descriptor_id: first(erin.descriptors),
        user_data: 'Erin',
        external_id: 'e-1',
      });
      await configure(me.api, 'identify', { match_policy: { limit: 1 } });
      expectShape(await run(me.api, 'identify', await photo('erin')), 'handlerIdentify');
      await configure(me.api, 'identify', { match_policy: { limit: 3 } });
    });

    test('[60 identify] the list of the policies; deleted: 22003', async () => {
      const target = await createList(me.api, 'persons');
      await linkToList(me.api, 'persons', blonde.person, target);
      await configure(me.api, 'identify', { match_policy: { list_id: target } });
      const { candidates, face } = expectBody<Identified>(await run(me.api, 'identify', await photo('erin')), 201);
      expect(candidates.map(({ person_id }) => person_id)).toEqual([blonde.person]);
      expectBody(await me.api.get(`/storage/descriptors/${face.id}`), 200);
      expectDone(await me.api.delete(`/storage/lists/${target}`));
      server.expectError(await run(me.api, 'identify', await photo('erin')), 400, 22003);
      await configure(me.api, 'identify', { match_policy: { list_id: null } });
    });

    test('[60 policies] [issue 4 §5] limit, and similarity__gte', async () => {
      const { api } = await server.newAccount();
      for (const name of ['erin', 'blonde', 'dark', 'olive', 'red', 'striped'] as const) {
        await enrolPerson(api, [name]);
      }
      const identify = async () =>
        expectBody<Identified>(await run(api, 'identify', await photo('erinAgain')), 201).candidates;
      expect(await identify()).toHaveLength(3);
      await configure(api, 'identify', { match_policy: { limit: 1000 } });
      expect(await identify()).toHaveLength(5);
      await configure(api, 'identify', { match_policy: { similarity__gte: 0.5 } });
      expect(await identify()).toHaveLength(1);
      await configure(api, 'identify', { match_policy: { similarity__gte: 1 } });
      expect(await identify()).toEqual([]);
    });

    test('[60 identify] nobody there: no candidates, the face', async () => {
      const { api } = await server.newAccount();
      const { candidates, face } = expectBody<Identified>(await run(api, 'identify', await photo('erin')), 201);
      expect(candidates).toEqual([]);
      expect(face.id).toBeDefined();
    });
  });

  describe('verify', () => {
    test('[60 verify] members in order; status by the threshold', async () => {
      const query = { person_id: erin.person };
      const same = await run(me.api, 'verify', await photo('erin'), query);
      expect(same.status, same.text).toBe(201);
      expectShape(same, 'handlerVerify');
      expect(same.json<Verified>()).toMatchObject({
        status: true,
        candidates: [{ similarity: 1, person_id: erin.person, descriptor_id: first(erin.descriptors) }],
      });
      const stranger = expectBody<Verified>(await run(me.api, 'verify', await photo('blonde'), query), 201);
      expect(stranger.status).toBe(false);
      expect(stranger.candidates).toHaveLength(1);
    });

    test('[60 verify] the best similarity may equal the threshold', async () => {
      const { api } = await server.newAccount();
      const { person } = await enrolPerson(api, ['erin']);
      const verify = async () =>
        expectBody<Verified>(await run(api, 'verify', await photo('erinAgain'), { person_id: person }), 201);
      const { similarity } = first((await verify()).candidates);
      await configure(api, 'verify', { verification_threshold: similarity });
      expect((await verify()).status).toBe(true);
      await configure(api, 'verify', { verification_threshold: similarity + 1e-9 });
      expect((await verify()).status).toBe(false);
    });

    test('[60 errors] a person without descriptors: no candidates, status false, even with threshold 0', async () => {
      const { api } = await server.newAccount();
      const person_id = await createPerson(api);
      await configure(api, 'verify', { verification_threshold: 0 });
      const body = expectBody<Verified>(await run(api, 'verify', await photo('erin'), { person_id }), 201);
      expect(body).toMatchObject({ status: false, candidates: [] });
    });

    test('[60 query] person_id in any UUID form; missing 12014; no UUID 12012; unknown 22007', async () => {
      const image = await photo('erin');
      for (const form of [
        erin.person.toUpperCase(),
        erin.person.replaceAll('-', ''),
        `{${erin.person}}`,
        `urn:uuid:${erin.person}`,
      ]) {
        const body = expectBody<Verified>(await run(me.api, 'verify', image, { person_id: form }), 201);
        expect(first(body.candidates).person_id).toBe(erin.person);
      }
      server.expectError(await run(me.api, 'verify', image), 400, 12014, 'person_id');
      for (const person_id of ['', 'x', `${UNKNOWN_ID}0`]) {
        server.expectError(await run(me.api, 'verify', image, { person_id }), 400, 12012, 'person_id');
      }
      for (const person_id of [UNKNOWN_ID, UUID1]) {
        server.expectError(await run(me.api, 'verify', image, { person_id }), 400, 22007);
      }
    });
  });

  describe('every run', () => {
    const queryOf = (kind: Kind) => (kind === 'verify' ? { person_id: erin.person } : {});

    test.each(KINDS)('[60 errors] %s: no face, all faces filtered, several faces, bad bodies', async (kind) => {
      const { api } = await server.newAccount();
      const query = kind === 'verify' ? { person_id: await createPerson(api) } : {};
      server.expectError(await run(api, kind, await emptyPhoto(), query), 500, 4003);
      server.expectError(await run(api, kind, await groupPhoto('three'), query), 400, 11012);
      server.expectError(await run(api, kind, Buffer.from('no image'), query), 400, [3000, 3001]);
      server.expectError(await run(api, kind, Buffer.from('no image'), query, 'image/png'), 400, 18002);
      server.expectError(await run(api, kind, await photo('erin'), query, 'image/jpg'), 400, 12017);
      await configure(api, kind, { extract_policy: { score_threshold: 1 } });
      const code = server.pick({ backport3: 36003, lp3: 11027 });
      server.expectError(await run(api, kind, await photo('erin'), query), 400, code);
      expect((await countObjects(api)).persons).toBe(kind === 'verify' ? 1 : 0);
    });

    test.each(KINDS)('[60 query] %s: flags are 0 or 1, in both modes', async (kind) => {
      const image = await photo('erin');
      for (const name of ['warped_image', 'no_cache']) {
        for (const bad of ['', '2', 'true', '01']) {
          const answer = await run(me.api, kind, image, { ...queryOf(kind), [name]: bad });
          server.expectError(answer, 400, 12012, name);
        }
      }
      for (const no_cache of [0, 1]) {
        expectBody(await run(me.api, kind, image, { ...queryOf(kind), no_cache }), 201);
      }
    });

    test.each(KINDS)('[60 query] %s: a warped image, and other encodings', async (kind) => {
      const warped = await run(me.api, kind, await warpedPhoto(), { ...queryOf(kind), warped_image: 1 });
      expect(expectBody<Extracted>(warped, 201).face).not.toHaveProperty('rect');
      const pnm = await run(me.api, kind, await toPnm(await photo('erin')), queryOf(kind), 'image/x-portable-pixmap');
      expectBody(pnm, 201);
      const base64 = Buffer.from((await photo('erin')).toString('base64'));
      expectBody(await run(me.api, kind, base64, queryOf(kind), 'image/x-jpeg-base64'), 201);
    });

    test.each(KINDS)('[60 policies] %s: estimates and EXIF as the policies say', async (kind) => {
      const { api } = await server.newAccount();
      const query = kind === 'verify' ? { person_id: await createPerson(api) } : {};
      const image = await withExif(await photo('erin'));
      const plain = expectBody<Extracted>(await run(api, kind, image, query), 201);
      expect(plain.face).not.toHaveProperty('attributes');
      expect(plain).not.toHaveProperty('exif');
      await configure(api, kind, {
        extract_policy: { estimate_attributes: 1, estimate_quality: 1, extract_exif: 1, yaw__lt: 90 },
      });
      const body = expectBody<Extracted>(await run(api, kind, image, query), 201);
      expect(body.face.attributes).toMatchObject({ age: expect.any(Number), head_pose: { yaw: expect.any(Number) } });
      expect(body.face.quality).toBeDefined();
      expect(body.exif).toMatchObject({ make: 'Acme' });
      expect(Object.keys(body).slice(-2)).toEqual(['face', 'exif']);
    });
  });

  describe.each(KINDS)('%s that demands liveness', (kind) => {
    const demand = async (threshold: number | null, more: object = {}) => {
      const { api } = await server.newAccount();
      const query = kind === 'verify' ? { person_id: await createPerson(api) } : {};
      const liveness_policy = { check_liveness: 1, liveness_threshold: threshold };
      await configure(api, kind, { liveness_policy, ...more });
      const before = await countObjects(api);
      return {
        handle: (image: Buffer, options: RequestOptions['query'] = {}) =>
          run(api, kind, image, { ...query, ...options }),
        expectNothingStored: async () => expect(await countObjects(api)).toEqual(before),
      };
    };

    test('[60] [70 liveness] takes a face at or above the threshold, and shows nothing that was not asked for', async () => {
      const { handle } = await demand(0);
      const { face } = expectBody<Extracted>(await handle(await photo('erin')), 201);
      expect(Object.keys(face)).toEqual(['id', 'rect', 'score', 'rectISO']);
    });

    test('[60] [70 liveness] refuses one below it: 36003, and nothing is stored', async () => {
      const { handle, expectNothingStored } = await demand(1);
      server.expectError(await handle(await photo('erin')), 400, 36003);
      await expectNothingStored();
    });

    test('[60] [70 liveness] refuses what cannot be judged, and nothing is stored', async () => {
      const { handle, expectNothingStored } = await demand(0);
      server.expectError(await handle(await groupPhoto('three')), 400, 4004, '3');
      server.expectError(await handle(await warpedPhoto()), 400, 4009);
      server.expectError(await handle(await warpedPhoto(), { warped_image: 1 }), 400, 4009);
      server.expectError(await handle(await emptyPhoto()), 500, 4003);
      await expectNothingStored();
    });
  });

  describe('a handler that demands liveness, labelled pictures', needs(hasLabelledFaces, NO_LABELLED_FACES), () => {
    test('[60] [70 liveness] by the threshold of the service: a living person is taken, a print and a screen are not', async () => {
      const { api } = await server.newAccount();
      await configure(api, 'extractor', { liveness_policy: { check_liveness: 1 } });
      for (const name of ['F1', 'F2']) {
        server.expectError(await run(api, 'extractor', labelledPhoto(`liveness/image_${name}.jpg`)), 400, 36003);
      }
      expect(await countObjects(api)).toEqual({ persons: 0, descriptors: 0 });
      expectBody(await run(api, 'extractor', labelledPhoto('liveness/image_T1.jpg')), 201);
      expect(await countObjects(api)).toEqual({ persons: 1, descriptors: 1 });
    });
  });
});
