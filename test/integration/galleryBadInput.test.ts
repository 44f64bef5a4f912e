import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StoreOptions } from '../../src/databases/openDatabase.ts';
import { openStore } from '../../src/databases/openStore.ts';
import type { ListKind } from '../../src/domain/errors.ts';
import {
  type AccountId,
  type DescriptorId,
  type ListId,
  newId,
  type PersonId,
  type TokenId,
} from '../../src/domain/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { EMBEDDERS } from '../../src/vision/embed/embedders.ts';
import { freePort } from '../support/freePort.ts';
import { gaussSource, randomSource, randomVector, variation } from '../support/vectors.ts';
import { postgresAt } from './store/support/databases.ts';
import { anAccount, clock } from './store/support/rows.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

/** What issue 4 calls bad input, against the service as a process, on both kinds of databases that need no licence. */

const MODEL = EMBEDDERS.fr;
/** Rows of the 16 MiB that the gallery gets here, less a block. */
const FITTING = 5000;
const TOO_MANY = 7000;
const MEMBERS = 1500;
/** Probes that make a scan of the fitting list large enough for the threads. */
const PROBES = 16;
const gauss = gaussSource(randomSource(83));

interface Answer {
  readonly status: number;
  readonly body: { readonly candidates?: readonly Candidate[]; readonly error_code?: number; readonly detail?: string };
  readonly retryAfter: string | null;
}
interface Candidate {
  readonly id?: DescriptorId;
  readonly person_id?: PersonId;
  readonly similarity: number;
}

const KINDS = [
  {
    name: 'PGlite',
    open: async (folder: string) => ({
      options: { type: 'pglite', directory: join(folder, 'database') } as StoreOptions,
      remove: async () => undefined,
    }),
  },
  { name: 'Postgres', open: () => postgresAt(process.env.TEST_POSTGRES_URL ?? '') },
];

function settingsOf(options: StoreOptions): Record<string, string> {
  if (options.type !== 'postgres') return {};
  return {
    DB_TYPE: 'postgres',
    DB_HOST: options.host,
    DB_PORT: String(options.port),
    DB_USER: options.user,
    DB_PASSWORD: String(options.password) || 'none',
    DB_NAME: options.database,
  };
}

describe.each(KINDS)('bad input to the searches of a server on $name', ({ open }) => {
  const token = newId<TokenId>();
  const fitting = newId<ListId>();
  const tooLarge = newId<ListId>();
  const vanishing = newId<ListId>();
  const members = newId<ListId>();
  const odd = newId<ListId>();
  const vectors = Array.from({ length: TOO_MANY }, () => randomVector(MODEL.dimension, gauss));
  const ids = vectors.map(() => newId<DescriptorId>());
  const persons = Array.from({ length: MEMBERS }, () => newId<PersonId>());
  /** Owns variations of the first descriptor of the lists. */
  const manyFaced = newId<PersonId>();
  const oddFaces = {
    zero: [MODEL.id, new Float32Array(MODEL.dimension)],
    notFinite: [MODEL.id, new Float32Array(MODEL.dimension).fill(Number.NaN)],
    short: [MODEL.id, randomVector(MODEL.dimension / 2, gauss)],
    ofOtherModel: ['another-model', vectors[0] as Float32Array],
  } as const;
  const oddIds = Object.fromEntries(Object.keys(oddFaces).map((name) => [name, newId<DescriptorId>()])) as Record<
    keyof typeof oddFaces,
    DescriptorId
  >;
  let folder: string;
  let database: Awaited<ReturnType<(typeof KINDS)[number]['open']>>;
  let settings: Record<string, string>;
  let server: Serving;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-bad-input-'));
    database = await open(folder);
    const store = await openStore(database.options);
    try {
      await fill(store, await anAccount(store));
    } finally {
      await store.close();
    }
    settings = {
      ...settingsOf(database.options),
      DATA_DIR: folder,
      LOG_LEVEL: 'error',
      GALLERY_MEMORY_LIMIT: '16MB',
      GALLERY_WORKERS: '2',
      HEADER_LIMIT: '4MB',
      ADMIN_KEY: 'the-key-of-bad-input',
      ADMIN_PORT: String(await freePort()),
    };
    const preload = new URL('../support/killThreads.js', import.meta.url).href;
    server = await serve({ ...settings, NODE_OPTIONS: `--import=${preload}` });
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
    await database?.remove();
    await rm(folder, { recursive: true, force: true });
  });

  async function fill(store: Store, accountId: AccountId): Promise<void> {
    const createTime = clock();
    await store.tokens.create(accountId, { tokenId: token, tokenData: '', createTime });
    const face = (descriptorId: DescriptorId, modelId: string, vector: Float32Array) =>
      ({ descriptorId, modelId, vector, createTime, hasPortrait: false }) as const;
    for (let from = 0; from < TOO_MANY; from += 1000) {
      const some = ids.slice(from, from + 1000);
      await store.descriptors.createMany(
        accountId,
        some.map((id, index) => face(id, MODEL.id, vectors[from + index] as Float32Array)),
      );
    }
    const probes = Array.from({ length: PROBES }, () => newId<DescriptorId>());
    const first = vectors[0] as Float32Array;
    await store.descriptors.createMany(accountId, [
      ...probes.map((id) => face(id, MODEL.id, variation(first, gauss, 0.3))),
      ...Object.entries(oddFaces).map(([name, [modelId, vector]]) =>
        face(oddIds[name as keyof typeof oddFaces], modelId, vector),
      ),
    ]);
    const list = async (listId: ListId, kind: ListKind, descriptorIds: readonly DescriptorId[]) => {
      await store.lists.create(accountId, { listId, kind, listData: '', createTime });
      await store.transaction(async (tx) => {
        if (kind === 'persons') await tx.lists.linkPersons(accountId, listId, persons);
        else await tx.lists.linkDescriptors(accountId, listId, descriptorIds, createTime);
        await tx.lists.recordChange([listId], { add: descriptorIds });
      });
    };
    await store.transaction(async (tx) => {
      const own = async (personId: PersonId, descriptorIds: readonly DescriptorId[]) => {
        await tx.persons.create(accountId, { personId, userData: '', externalId: null, createTime });
        for (const id of descriptorIds) await tx.persons.linkDescriptor(accountId, personId, id, createTime);
      };
      await own(manyFaced, probes);
      for (const [index, personId] of persons.entries()) await own(personId, [ids[index] as DescriptorId]);
    });
    await list(fitting, 'descriptors', ids.slice(0, FITTING));
    await list(tooLarge, 'descriptors', ids);
    await list(vanishing, 'descriptors', ids.slice(0, FITTING));
    await list(members, 'persons', ids.slice(0, MEMBERS));
    await list(odd, 'descriptors', [ids[0] as DescriptorId, ...Object.values(oddIds)]);
  }

  async function call(method: string, path: string): Promise<Answer> {
    const answer = await fetch(`${server.url}/4${path}`, { method, headers: { 'X-Auth-Token': token } });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? {} : JSON.parse(text),
      retryAfter: answer.headers.get('retry-after'),
    };
  }
  const match = (query: string) => call('POST', `/matching/match?${query}`);
  const byFace = (listId: ListId, index = 0) => match(`descriptor_id=${ids[index]}&list_id=${listId}&limit=1`);
  const byThreads = () => match(`person_id=${manyFaced}&list_id=${fitting}&limit=1`);
  const candidatesOf = ({ status, body }: Answer) => {
    expect({ status, body }).toMatchObject({ status: 201, body: { candidates: expect.any(Array) } });
    return body.candidates ?? [];
  };
  const idsOf = (answer: Answer) => candidatesOf(answer).map(({ id, person_id }) => id ?? person_id);

  it('a list that alone exceeds the memory is an error that names the setting; others are served as before', async () => {
    for (let round = 0; round < 2; round++) {
      expect(idsOf(await byFace(fitting))).toEqual([ids[0]]);
      const refused = await byFace(tooLarge);
      expect(refused).toMatchObject({ status: 503, body: { error_code: 11009 }, retryAfter: '1' });
      expect(refused.body.detail).toContain('GALLERY_MEMORY_LIMIT');
    }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => byFace(index % 4 === 0 ? tooLarge : fitting, index)),
    );
    for (const [index, answer] of answers.entries()) {
      if (index % 4 === 0) expect(answer.status).toBe(503);
      // Beside a list that is taking all the memory it may be refused, and is never answered in part.
      else if (answer.status !== 503) expect(idsOf(answer)).toEqual([ids[index]]);
    }
    expect(idsOf(await byFace(fitting, 1))).toEqual([ids[1]]);
  });

  it('a scanning thread that dies fails its search in good order, and the next ones are answered', async () => {
    for (let death = 0; death < 3; death++) {
      expect(idsOf(await byThreads())).toEqual([ids[0]]);
      server.process.kill('SIGWINCH');
      let failed: Answer | undefined;
      for (let tries = 0; tries < 50 && !failed; tries++) {
        const answer = await byThreads();
        if (answer.status === 201) expect(idsOf(answer)).toEqual([ids[0]]);
        else failed = answer;
      }
      expect(failed).toMatchObject({ status: 503, body: { error_code: 11009 }, retryAfter: '1' });
    }
    const answers = await Promise.all(Array.from({ length: 8 }, byThreads));
    for (const answer of answers) expect(idsOf(answer)).toEqual([ids[0]]);
  });

  it('a list that vanishes in mid-search: candidates, none, or 22003; then 22003', async () => {
    let gone = false;
    let answered = 0;
    const searchers = Array.from({ length: 6 }, async (_, index) => {
      for (let after = 0; after < 3; ) {
        const wasGone = gone;
        const answer = await byFace(vanishing, index);
        answered++;
        if (answer.status === 201) expect([[ids[index]], []]).toContainEqual(idsOf(answer));
        else expect(answer).toMatchObject({ status: 400, body: { error_code: 22003 } });
        if (wasGone) {
          expect(answer.status).toBe(400);
          after++;
        }
      }
    });
    await vi.waitFor(() => expect(answered).toBeGreaterThan(2 * searchers.length), { timeout: 60_000, interval: 5 });
    expect((await call('DELETE', `/storage/lists/${vanishing}`)).status).toBe(204);
    gone = true;
    await Promise.all(searchers);
    expect(idsOf(await byFace(fitting))).toEqual([ids[0]]);
  });

  it('persons deleted in mid-load are found by nobody after it', async () => {
    const victims = [0, 1, 2, 3].map((index) => Math.floor((index * (MEMBERS - 1)) / 3));
    const identify = (index: number) =>
      call('POST', `/matching/identify?descriptor_id=${ids[index]}&list_id=${members}&limit=1`);
    const during = Promise.all(victims.map(identify));
    const deleted = await Promise.all(victims.map((index) => call('DELETE', `/storage/persons/${persons[index]}`)));
    for (const { status } of deleted) expect(status).toBe(204);
    for (const [place, answer] of (await during).entries()) {
      const [best] = candidatesOf(answer);
      expect(best?.similarity === 1).toBe(best?.person_id === persons[victims[place] as number]);
    }
    for (const index of victims) {
      const [best] = candidatesOf(await identify(index));
      expect(best?.person_id).not.toBe(persons[index]);
      expect(best?.similarity).toBeLessThan(1);
    }
    expect(idsOf(await identify(7))).toEqual([persons[7]]);
  });

  it('vectors without direction, of another length or of another model match nothing and break nothing', async () => {
    expect(idsOf(await match(`descriptor_id=${ids[0]}&list_id=${odd}&limit=5`))).toEqual([ids[0]]);
    const all = [ids[0], ...Object.values(oddIds)].join();
    expect(idsOf(await match(`descriptor_id=${ids[0]}&descriptor_ids=${all}&limit=5`))).toEqual([ids[0]]);
    for (const probe of [oddIds.zero, oddIds.notFinite]) {
      expect(idsOf(await match(`descriptor_id=${probe}&list_id=${odd}`))).toEqual([]);
      expect(idsOf(await match(`descriptor_id=${probe}&descriptor_ids=${all}`))).toEqual([]);
    }
    for (const candidates of [`list_id=${odd}`, `descriptor_ids=${all}`]) {
      const refused = await match(`descriptor_id=${oddIds.ofOtherModel}&${candidates}`);
      expect(refused.body).toMatchObject({ error_code: 5003, detail: expect.stringContaining('another-model') });
    }
  });

  it('a vector that is as short as none of its model does not bring the server down', async () => {
    for (const candidates of [`list_id=${odd}`, `descriptor_ids=${ids[0]}`]) {
      expect(idsOf(await match(`descriptor_id=${oddIds.short}&${candidates}&limit=5`))).not.toContain(ids[0]);
    }
  });

  it('thousands of ids at once are searched whole, also as candidates of nobody', async () => {
    const found = await match(`descriptor_id=${ids[TOO_MANY - 1]}&descriptor_ids=${ids.join()}&limit=1000`);
    expect(idsOf(found)).toHaveLength(5);
    expect(idsOf(found)[0]).toBe(ids[TOO_MANY - 1]);
    const strangers = Array.from({ length: 100_000 }, () => newId<DescriptorId>()).join();
    const refused = await match(`descriptor_id=${ids[0]}&descriptor_ids=${strangers}`);
    expect(refused).toMatchObject({ status: 400, body: { error_code: 11020 } });
    const nobody = await call('POST', `/matching/identify?descriptor_id=${ids[0]}&person_ids=${strangers}`);
    expect(nobody).toMatchObject({ status: 400, body: { error_code: 11020 } });
  });

  it('after all that the memory is what the database holds', async () => {
    expect(await run(['gallery', 'verify'], settings)).toMatchObject({ code: 0, stderr: '' });
  });
});
