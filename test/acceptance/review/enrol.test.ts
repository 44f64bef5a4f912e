import { beforeAll, describe, expect, test } from 'vitest';
import type { Client, RequestOptions } from '../support/client.ts';
import { createList, enrol, expectBody, type Person, type PersonCandidate, type Rect } from '../support/objects.ts';
import { UNKNOWN_ID } from '../support/patterns.ts';
import { emptyPhoto, groupPhoto, type Photo, photo } from '../support/photos.ts';
import { type Account, suite } from '../support/server.ts';

interface Enrolled {
  readonly person_id: string;
  readonly face: { readonly id: string; readonly quality?: object };
  readonly faces_found: number;
}

suite('review: a photo becomes a person', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const send = (api: Client, path: string, image: Buffer, options: RequestOptions = {}) =>
    api.under('/ext/1').post(path, { body: image, type: 'image/jpeg', ...options });
  const enrolled = async (path: string, name: Photo, options: RequestOptions = {}) =>
    expectBody<Enrolled>(await send(me.api, path, await photo(name), options), 201);
  const personOf = async (id: string) => expectBody<Person>(await me.api.get(`/storage/persons/${id}`), 200);
  const identify = async (face: string, list: string) => {
    const query = { descriptor_id: face, list_id: list, limit: 9 };
    const answer = await me.api.post('/matching/identify', { query });
    return expectBody<{ candidates: PersonCandidate[] }>(answer, 201).candidates.map(({ person_id }) => person_id);
  };
  const count = async (api: Client, of: string) =>
    expectBody<{ count: number }>(await api.get(`/storage/${of}`), 200).count;

  test('[issue 18] one request makes a person with its face, and the next search finds it in its lists', async () => {
    const lists = [await createList(me.api, 'persons'), await createList(me.api, 'persons')];
    const query = { user_data: 'Erin', external_id: 'badge-7', list_ids: lists, estimate_quality: '1' };
    const made = await enrolled('/persons', 'erin', { query });
    expect(made).toMatchObject({ faces_found: 1, face: { quality: expect.any(Object) } });
    const { user_data, external_id, descriptors, lists: memberOf } = await personOf(made.person_id);
    expect({ user_data, external_id, descriptors }).toEqual({
      user_data: 'Erin',
      external_id: 'badge-7',
      descriptors: [made.face.id],
    });
    expect([...memberOf].sort()).toEqual([...lists].sort());
    const probe = await enrol(me.api, 'erinAgain');
    for (const list of lists) expect(await identify(probe, list)).toEqual([made.person_id]);
  });

  test('[issue 17] five points of each face, by wish: both eyes above the nose, the mouth below it, within the box', async () => {
    interface Seen {
      readonly faces: readonly { id?: string; rect: Rect; landmarks?: { x: number; y: number }[] }[];
    }
    const see = async (query: NonNullable<RequestOptions['query']>) =>
      expectBody<Seen>(await send(me.api, '/faces', await groupPhoto('three'), { query }), 201).faces;
    const faces = await see({ estimate_landmarks: '1' });
    expect(faces).toHaveLength(3);
    for (const { id, rect, landmarks = [] } of faces) {
      expectBody<object>(await me.api.get(`/storage/descriptors/${id}`), 200);
      const [left, right, nose, mouthLeft, mouthRight] = landmarks;
      expect(landmarks).toHaveLength(5);
      expect(left?.x).toBeLessThan(right?.x ?? 0);
      expect(nose?.y).toBeGreaterThan(Math.max(left?.y ?? 0, right?.y ?? 0));
      expect(Math.min(mouthLeft?.y ?? 0, mouthRight?.y ?? 0)).toBeGreaterThan(nose?.y ?? 0);
      for (const { x, y } of landmarks) {
        expect(x).toBeGreaterThan(rect.x);
        expect(x).toBeLessThan(rect.x + rect.width);
        expect(y).toBeGreaterThan(rect.y);
        expect(y).toBeLessThan(rect.y + rect.height);
      }
    }
    const [looked] = await see({ estimate_landmarks: '1', extract_descriptor: '0' });
    expect(looked).toMatchObject({ landmarks: faces[0]?.landmarks });
    expect(looked).not.toHaveProperty('id');
    expect((await see({}))[0]).not.toHaveProperty('landmarks');
    // The contract's own operation does not know the parameter.
    const query = { estimate_landmarks: '1' };
    const plain = await me.api.post('/storage/descriptors', { query, body: await photo('erin'), type: 'image/jpeg' });
    expect(plain.text).not.toContain('landmarks');
  });

  test('[issue 18] lists that hold the person gain a further photo, and one that it enters gains all', async () => {
    const [old, entered] = [await createList(me.api, 'persons'), await createList(me.api, 'persons')];
    const first = await enrolled('/persons', 'erin', { query: { list_ids: old } });
    const second = await enrolled(`/persons/${first.person_id}/photos`, 'blonde', { query: { list_ids: entered } });
    expect(second.person_id).toBe(first.person_id);
    expect((await personOf(first.person_id)).descriptors).toEqual([first.face.id, second.face.id]);
    for (const list of [old, entered]) {
      for (const face of [first.face.id, second.face.id]) expect(await identify(face, list)).toEqual([first.person_id]);
    }
  });

  test('[issue 18] with an idempotency key it is done once', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const first = await enrolled('/persons', 'erin', { headers });
    expect(await enrolled('/persons', 'erin', { headers })).toEqual(first);
  });

  test('[issue 18] the largest face of a group is stored and no other; with faces=only the photo is refused', async () => {
    const { api } = await server.newAccount();
    const crowd = await groupPhoto('three');
    const refused = await send(api, '/persons', crowd, { query: { faces: 'only' } });
    expect(expectBody<{ error_code: number }>(refused, 400).error_code).toBe(4004);
    expect(await count(api, 'descriptors')).toBe(0);
    expect(expectBody<Enrolled>(await send(api, '/persons', crowd), 201).faces_found).toBe(3);
    expect(await count(api, 'descriptors')).toBe(1);
  });

  describe('stores nothing', () => {
    test('[issue 18] of unknown persons, foreign lists and those of the other kind, bad words and no face', async () => {
      const { api } = await server.newAccount();
      const face = await photo('erin');
      const status = async (path: string, query: RequestOptions['query'] = {}, image = face) =>
        (await send(api, path, image, { query })).status;
      expect(await status(`/persons/${UNKNOWN_ID}/photos`)).toBe(404);
      const foreign = await createList(me.api, 'persons');
      for (const list of [UNKNOWN_ID, foreign, await createList(api, 'descriptors'), 'x']) {
        expect(await status('/persons', { list_ids: list }), list).toBe(400);
      }
      expect(await status('/persons', { faces: 'all' })).toBe(400);
      expect(await status('/persons', {}, await emptyPhoto())).toBe(500);
      expect(await status('/persons', {}, Buffer.from('no picture'))).toBe(400);
      expect([await count(api, 'persons'), await count(api, 'descriptors')]).toEqual([0, 0]);
    });
  });
});
