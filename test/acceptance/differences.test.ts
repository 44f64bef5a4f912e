import { beforeAll, expect, test } from 'vitest';
import type { Answer } from './support/client.ts';
import { expectEnvelope } from './support/errors.ts';
import {
  attachDescriptor,
  createList,
  createPerson,
  type Extraction,
  enrol,
  first,
  linkToList,
  postImage,
} from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { groupPhoto, photo } from './support/photos.ts';
import { type Account, type Server, suite } from './support/server.ts';

/** What both modes are asked with. */
interface Scene {
  readonly me: Account;
  readonly descriptor: string;
  readonly person: string;
  readonly personsList: string;
  readonly descriptorsList: string;
}

/** `'ok'`: the success status of the operation; otherwise status and code. */
type Outcome = number | readonly [status: number, code: number | readonly number[]];

interface Row {
  /** As contract 97 calls it. */
  readonly topic: string;
  readonly ask: (scene: Scene) => Promise<Answer>;
  readonly backport3: Outcome;
  readonly lp3: Outcome;
}

const linker = ({ me }: Scene, json: unknown) => me.api.patch('/storage/linker', { json });
const link = ({ me }: Scene, kind: 'persons' | 'descriptors', id: string, list: string) =>
  me.api.patch(`/storage/${kind}/${id}/linked_lists`, { query: { do: 'attach', list_id: list } });

const ROWS: readonly Row[] = [
  {
    topic: 'JSON validation: wrong type of user_data',
    ask: ({ me }) => me.api.post('/storage/persons', { json: { user_data: 5 } }),
    backport3: [400, 12022],
    lp3: [400, 12004],
  },
  {
    topic: 'JSON validation: user_data too long',
    ask: ({ me }) => me.api.post('/storage/persons', { json: { user_data: 'x'.repeat(129) } }),
    backport3: [400, 12022],
    lp3: [400, 11015],
  },
  {
    topic: 'JSON validation: external_id too long for the storage',
    ask: ({ me }) => me.api.post('/storage/persons', { json: { external_id: 'x'.repeat(37) } }),
    backport3: [400, 12022],
    lp3: [400, 12022],
  },
  {
    topic: 'flags: not 0 or 1',
    ask: async ({ me }) => postImage(me.api, await photo('erin'), { query: { estimate_attributes: 'yes' } }),
    backport3: [400, 12012],
    lp3: 201,
  },
  {
    topic: 'wrong kind of list in links: person to a descriptors list',
    ask: (scene) => link(scene, 'persons', scene.person, scene.descriptorsList),
    backport3: [400, 36001],
    lp3: 204,
  },
  {
    topic: 'wrong kind of list in links: descriptor to a persons list',
    ask: (scene) => link(scene, 'descriptors', scene.descriptor, scene.personsList),
    backport3: [400, 36001],
    lp3: 204,
  },
  {
    topic: 'wrong kind of list in linker',
    ask: (scene) => linker(scene, { action: 'attach', list_id: scene.descriptorsList, person_ids: [scene.person] }),
    backport3: [400, 36001],
    lp3: 204,
  },
  {
    topic: 'wrong kind of list in matching',
    ask: ({ me, descriptor, descriptorsList }) =>
      me.api.post('/matching/identify', { query: { descriptor_id: descriptor, list_id: descriptorsList } }),
    backport3: [400, [36001, 22003]],
    lp3: 201,
  },
  {
    topic: 'unknown ids in linker: persons',
    ask: (scene) => linker(scene, { action: 'attach', list_id: scene.personsList, person_ids: [UNKNOWN_ID] }),
    backport3: [400, 22007],
    lp3: [400, 22006],
  },
  {
    topic: 'unknown ids in linker: descriptors',
    ask: (scene) => linker(scene, { action: 'attach', list_id: scene.descriptorsList, descriptor_ids: [UNKNOWN_ID] }),
    backport3: [400, 11018],
    lp3: [400, 22004],
  },
  {
    topic: 'all faces below thresholds',
    ask: async ({ me }) => postImage(me.api, await photo('erin'), { query: { score_threshold: 1 } }),
    backport3: [400, 36003],
    lp3: [400, 11027],
  },
  {
    topic: 'descriptor already attached to a person',
    ask: ({ me, descriptor, person }) =>
      me.api.patch(`/storage/persons/${person}/linked_descriptors`, {
        query: { do: 'attach', descriptor_id: descriptor },
      }),
    backport3: [409, 22008],
    lp3: [409, 11016],
  },
  {
    topic: 'detach of a not attached descriptor',
    ask: async ({ me, descriptor }) =>
      me.api.patch(`/storage/persons/${await createPerson(me.api)}/linked_descriptors`, {
        query: { do: 'detach', descriptor_id: descriptor },
      }),
    backport3: [400, 36004],
    lp3: 204,
  },
  {
    topic: 'missing parameter of verify',
    ask: ({ me, descriptor }) => me.api.post('/matching/verify', { query: { descriptor_id: descriptor } }),
    backport3: [400, 12014],
    lp3: [400, 12016],
  },
  {
    topic: 'account handlers',
    ask: ({ me }) => me.api.get('/handlers/verify'),
    backport3: 200,
    lp3: 200,
  },
  {
    topic: 'statistics resource',
    ask: ({ me }) => me.basic.get('/account/statistics'),
    backport3: 200,
    lp3: 200,
  },
  {
    topic: '/login',
    ask: ({ me }) => me.basic.get('/login'),
    backport3: [404, 12013],
    lp3: 200,
  },
  {
    topic: 'tokens open the token resource',
    ask: ({ me }) => me.api.get(`/account/tokens/${me.token}`),
    backport3: [401, 12010],
    lp3: 200,
  },
  {
    topic: 'unknown descriptor (20)',
    ask: ({ me }) => me.api.get(`/storage/descriptors/${UNKNOWN_ID}`),
    backport3: [404, 11018],
    lp3: [404, 22002],
  },
  {
    topic: "unknown descriptor's lists (40)",
    ask: ({ me }) => me.api.get(`/storage/descriptors/${UNKNOWN_ID}/linked_lists`),
    backport3: [404, 11018],
    lp3: [404, 22002],
  },
];

function expectOutcome(server: Server, answer: Answer, outcome: Outcome): void {
  if (typeof outcome === 'number') {
    expect(answer.status, answer.text).toBe(outcome);
  } else {
    server.expectError(answer, outcome[0], outcome[1]);
  }
}

suite('differences of the modes', (server) => {
  let scene: Scene;
  beforeAll(async () => {
    const me = await server.newAccount();
    scene = {
      me,
      descriptor: await enrol(me.api, 'erin'),
      person: await createPerson(me.api),
      personsList: await createList(me.api, 'persons'),
      descriptorsList: await createList(me.api, 'descriptors'),
    };
    await attachDescriptor(me.api, scene.person, scene.descriptor);
    await linkToList(me.api, 'descriptors', scene.descriptor, scene.descriptorsList);
  });

  test.each(ROWS)('[97] $topic', async (row) => {
    expectOutcome(server, await row.ask(scene), row[server.mode]);
  });

  test('[97 error envelope] [00 §7] its members', async () => {
    const { me } = scene;
    for (const answer of [
      await me.api.get('/nothing'),
      await me.api.send('PUT', '/storage/persons'),
      await server.anonymous.get('/storage/persons'),
      await me.api.get(`/storage/persons/${UNKNOWN_ID}`),
      await me.api.post('/matching/identify'),
      await me.api.patch('/storage/linker', { body: '{', type: 'application/json' }),
    ]) {
      expectEnvelope(answer, server.mode);
    }
  });

  test('[97 1] /version has the members of the mode', async () => {
    const body = (await server.anonymous.under('').get('/version')).json();
    expect(body).toHaveProperty(server.pick({ backport3: 'luna-backport3', lp3: 'Version' }));
  });

  test('[97 descriptor TTL] in neither mode a descriptor of nobody ends by itself: its age is the collector’s affair', async () => {
    const free = await enrol(scene.me.api, 'dark');
    const { json } = await scene.me.api.get(`/storage/descriptors/${free}`);
    expect(json()).toMatchObject({ id: free, person_id: null, lists: [] });
  });

  test('[97 3, 4] saturation is 1 and eyeglasses are absent in Backport 3 only', async () => {
    const query = { estimate_attributes: 1, estimate_quality: 1 };
    const answer = await postImage(scene.me.api, await photo('erin'), { query });
    const face = first(answer.json<Extraction>().faces);
    if (server.mode === 'backport3') {
      expect(face.attributes).not.toHaveProperty('eyeglasses');
      expect(face.quality?.saturation).toBe(1);
    } else {
      expect([0, 1]).toContain(face.attributes?.eyeglasses);
      expect(face.quality?.saturation).toBeGreaterThan(0);
      expect(face.quality?.saturation).toBeLessThanOrEqual(1);
    }
  });

  test('[20 score] [20 thresholds] extract_descriptor=0: LP3 shows no score and drops no face', async () => {
    const query = { extract_descriptor: 0, score_threshold: 1 };
    const answer = await postImage(scene.me.api, await groupPhoto('three'), { query });
    if (server.mode === 'lp3') {
      const { faces } = answer.json<Extraction>();
      expect(faces).toHaveLength(3);
      expect(first(faces)).not.toHaveProperty('score');
    } else {
      server.expectOrderly(answer, 201, 400);
    }
  });
});
