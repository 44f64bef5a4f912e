import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Client, RequestOptions } from './support/client.ts';
import {
  attachDescriptor,
  createList,
  createPerson,
  type Descriptor,
  type EnrolledPerson,
  enrol,
  enrolPerson,
  expectBody,
  expectDone,
  first,
  linkToList,
  type Person,
  type PersonCandidate,
} from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

const DESCRIPTOR = 'application/x-vl-face-descriptor';
const XPK = 'application/x-vl-xpk';

interface Uploaded {
  readonly faces: { readonly id: string }[];
}
interface RawMatches {
  readonly matches: {
    readonly reference_id: string;
    readonly matches: { readonly candidate_id: string; readonly similarity: number; readonly status: boolean }[];
  }[];
}

function download(api: Client, path: string, accept: string): Promise<Answer> {
  return api.get(path, { headers: { accept } });
}

async function fileOf(api: Client, path: string, type: string): Promise<Buffer> {
  const answer = await download(api, path, type);
  expect(`${answer.status} ${answer.headers['content-type']}`, answer.text.slice(0, 200)).toBe(`200 ${type}`);
  return answer.bytes;
}

function upload(api: Client, body: Buffer | string, type: string, query: RequestOptions['query'] = {}) {
  return api.post('/storage/descriptors', { body, type, query });
}

/** CRC-32 as the format has it, so that a file can be changed and stay whole (docs/developers/descriptor-format.md). */
function withChecksum(bytes: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(0, -4)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const whole = Buffer.from(bytes);
  whole.writeUInt32LE(~crc >>> 0, whole.length - 4);
  return whole;
}

/** The same descriptor under the name of a model that nobody has; both names are of one length. */
function ofOtherModel(file: Buffer): Buffer {
  const changed = Buffer.from(file);
  changed.fill('z', 8, 8 + changed.readUInt8(5));
  return withChecksum(changed);
}

/** A whole file, checksum and all, whose vector is another. */
function withVector(file: Buffer, vector: (index: number) => number): Buffer {
  const changed = Buffer.from(file);
  const start = 8 + changed.readUInt8(5);
  for (let index = 0; index < changed.readUInt16LE(6); index++) changed.writeFloatLE(vector(index), start + index * 4);
  return withChecksum(changed);
}

/** An archive of one record without portrait and label (docs/developers/descriptor-format.md). */
function archiveOf(descriptor: Buffer): Buffer {
  const lengths = Buffer.alloc(12);
  lengths.writeUInt32LE(descriptor.length, 0);
  const record = withChecksum(Buffer.concat([lengths, descriptor, Buffer.alloc(4)]));
  const end = Buffer.alloc(16);
  end.writeUInt32LE(1, 12);
  return Buffer.concat([Buffer.from('LB3X\x01', 'latin1'), record, end]);
}

suite('raw descriptors', (server) => {
  let me: Account;
  let erin: EnrolledPerson;
  let file: Buffer;
  let archive: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    erin = await enrolPerson(me.api, ['erin', 'erinAgain'], 'Erin');
    file = await fileOf(me.api, `/storage/descriptors/${first(erin.descriptors)}`, DESCRIPTOR);
    archive = await fileOf(me.api, `/storage/persons/${erin.person}`, XPK);
  });

  /** A descriptor as reference, everything else that the account has as candidates. */
  const similarity = async (api: Client, descriptor_id: string, other: string) => {
    const query = { descriptor_id, descriptor_ids: other };
    const answer = await api.post('/matching/match', { query });
    return first(expectBody<{ candidates: { similarity: number }[] }>(answer, 201).candidates).similarity;
  };

  describe('upload', () => {
    test.each([
      [DESCRIPTOR, 1],
      [XPK, 2],
    ])('[20 upload] %s, raw and as base64: 201, faces with nothing but an id', async (type, count) => {
      const bytes = type === XPK ? archive : file;
      for (const [body, contentType] of [
        [bytes, type],
        [bytes.toString('base64'), `${type}-base64`],
      ] as const) {
        const { faces } = expectBody<Uploaded>(await upload(me.api, body, contentType), 201);
        expect(faces).toHaveLength(count);
        for (const face of faces) {
          expect(Object.keys(face)).toEqual(['id']);
          const stored = expectBody<Descriptor>(await me.api.get(`/storage/descriptors/${face.id}`), 200);
          expect(stored).toMatchObject({ person_id: null, lists: [] });
        }
      }
    });

    test('[20 side effects] no portrait is stored', async () => {
      const { faces } = expectBody<Uploaded>(await upload(me.api, archive, XPK), 201);
      server.expectError(await me.api.get(`/storage/portraits/${first(faces).id}`), 404, 13003);
    });

    test('[20 query] extraction parameters mean nothing here; extract_descriptor=0 stores nothing', async () => {
      const all = { estimate_attributes: 1, score_threshold: 1, yaw__lt: 0, extract_exif: 1, warped_image: 1 };
      const body = expectBody<Uploaded>(await upload(me.api, file, DESCRIPTOR, all), 201);
      expect(Object.keys(first(body.faces))).toEqual(['id']);
      const nothing = await upload(me.api, archive, XPK, { extract_descriptor: 0 });
      expect(expectBody(nothing, 201)).toEqual({ faces: [{}, {}] });
    });

    test('[00 §5] bad base64: 18001', async () => {
      for (const type of [DESCRIPTOR, XPK]) {
        server.expectError(await upload(me.api, '***', `${type}-base64`), 500, 18001);
      }
    });

    test('[20 errors] [issue 5] foreign and damaged files: 4011 naming what was found, 12026', async () => {
      const picture = await photo('erin');
      const longer = Buffer.concat([file, Buffer.of(0)]);
      const broken = Buffer.from(file);
      broken.writeUInt8(broken.readUInt8(100) ^ 1, 100);
      for (const [bytes, found] of [
        [picture, /ffd8ff/],
        [Buffer.alloc(0), /nothing/],
        [archive, /4c423358/],
        [file.subarray(0, 100), /100 bytes/],
        [longer, /bytes/],
        [broken, /[Cc]hecksum/],
      ] as const) {
        const answer = await upload(me.api, bytes, DESCRIPTOR);
        server.expectError(answer, 400, 4011);
        expect(answer.json<{ detail: string }>().detail).toMatch(found);
      }
      for (const bytes of [picture, Buffer.alloc(0), file, archive.subarray(0, -1), archive.subarray(0, 5000)]) {
        server.expectError(await upload(me.api, bytes, XPK), 400, 12026);
      }
    });

    test.each<[string, (index: number) => number]>([
      ['zero', () => 0],
      ['NaN', () => Number.NaN],
      ['one NaN', (index) => (index === 7 ? Number.NaN : 0.04)],
      ['infinite', () => Number.POSITIVE_INFINITY],
      ['too long', () => 1],
      ['too short', () => 1e-30],
    ])(
      '[issue 4, bad input] a vector that is %s is refused everywhere, and nothing is stored',
      async (_what, vector) => {
        const { api } = await server.newAccount();
        const bad = withVector(file, vector);
        const person = await createPerson(api);
        for (const [body, type, code] of [
          [bad, DESCRIPTOR, 4011],
          [archiveOf(bad), XPK, 12026],
        ] as const) {
          server.expectError(await upload(api, body, type), 400, code);
          for (const path of ['extractor', 'identify', `verify?person_id=${person}`]) {
            server.expectError(await api.post(`/handlers/${path}`, { body, type }), 400, code);
          }
        }
        const raw = { id: 'a', type: 'raw_descriptor', data: bad.toString('base64') };
        const both = { references: [raw], candidates: [raw] };
        server.expectError(await api.post('/handlers/verify/raw', { json: both }), 400, 4011);
        expect(expectBody(await api.get('/storage/descriptors'), 200)).toMatchObject({ count: 0 });
        expectBody(await upload(api, archiveOf(file), XPK), 201);
      },
    );

    test('[issue 5] files damaged at random: an error of the contract, and the server goes on', async () => {
      for (let round = 0; round < 60; round++) {
        const [bytes, type] = round % 2 ? [Buffer.from(archive), XPK] : [Buffer.from(file), DESCRIPTOR];
        const at = Math.floor((bytes.length * round) / 60);
        bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (round % 8)), at);
        server.expectError(await upload(me.api, bytes, type), 400, type === XPK ? 12026 : 4011);
      }
      expectBody(await upload(me.api, file, DESCRIPTOR), 201);
    });

    test('[issue 5] a descriptor of another model is kept, and never compared', async () => {
      const { api } = await server.newAccount();
      const mine = await enrol(api, 'erin');
      const other = first(expectBody<Uploaded>(await upload(api, ofOtherModel(file), DESCRIPTOR), 201).faces).id;
      expect(await fileOf(api, `/storage/descriptors/${other}`, DESCRIPTOR)).toEqual(ofOtherModel(file));
      const asReference = await api.post('/matching/match', { query: { descriptor_id: other, descriptor_ids: mine } });
      server.expectError(asReference, 500, 5003);
      const asCandidate = await api.post('/matching/match', { query: { descriptor_id: mine, descriptor_ids: other } });
      expect(expectBody(asCandidate, 201)).toEqual({ candidates: [] });
      const list = await createList(api, 'descriptors');
      await linkToList(api, 'descriptors', other, list);
      const inList = await api.post('/matching/match', { query: { descriptor_id: mine, list_id: list } });
      expect(expectBody(inList, 201)).toEqual({ candidates: [] });
    });
  });

  describe('download', () => {
    test('[issue 5] a descriptor goes to another account and is the same: similarity exactly 1', async () => {
      const other = await server.newAccount();
      const uploaded = first(expectBody<Uploaded>(await upload(other.api, file, DESCRIPTOR), 201).faces).id;
      expect(await fileOf(other.api, `/storage/descriptors/${uploaded}`, DESCRIPTOR)).toEqual(file);
      expect(await similarity(other.api, uploaded, await enrol(other.api, 'erin'))).toBe(1);
    });

    test('[issue 5] a list goes to another account, with portraits inside', async () => {
      const list = await createList(me.api, 'persons');
      const blonde = await enrolPerson(me.api, ['blonde']);
      for (const { person } of [erin, blonde]) {
        await linkToList(me.api, 'persons', person, list);
      }
      const whole = await fileOf(me.api, `/storage/lists/${list}`, XPK);
      for (const descriptor of [...erin.descriptors, ...blonde.descriptors]) {
        const portrait = (await me.api.get(`/storage/portraits/${descriptor}`)).bytes;
        expect(whole.includes(portrait)).toBe(true);
        expect(whole.includes(`"descriptor_id":"${descriptor}"`)).toBe(true);
      }
      const other = await server.newAccount();
      const { faces } = expectBody<Uploaded>(await upload(other.api, whole, XPK), 201);
      expect(faces).toHaveLength(3);
      const probe = await enrol(other.api, 'blonde');
      const found = await Promise.all(faces.map(({ id }) => similarity(other.api, id, probe)));
      expect(found.filter((each) => each === 1)).toHaveLength(1);
    });

    test('[issue 5] a descriptors list, an empty one, and a person without descriptors', async () => {
      const list = await createList(me.api, 'descriptors');
      const empty = await fileOf(me.api, `/storage/lists/${list}`, XPK);
      server.expectError(await upload(me.api, empty, XPK), 400, 12026);
      await linkToList(me.api, 'descriptors', first(erin.descriptors), list);
      const { faces } = expectBody<Uploaded>(
        await upload(me.api, await fileOf(me.api, `/storage/lists/${list}`, XPK), XPK),
        201,
      );
      expect(faces).toHaveLength(1);
      expect(await fileOf(me.api, `/storage/persons/${await createPerson(me.api)}`, XPK)).toEqual(empty);
    });

    test('[issue 5] what does not exist, or is of another account, is an error as ever', async () => {
      const other = await server.newAccount();
      const list = await createList(me.api, 'persons');
      const descriptor = first(erin.descriptors);
      const unknown = server.pick({ backport3: 11018, lp3: 22002 });
      for (const id of [UNKNOWN_ID, descriptor]) {
        server.expectError(await download(other.api, `/storage/descriptors/${id}`, DESCRIPTOR), 404, unknown);
      }
      for (const id of [UNKNOWN_ID, erin.person]) {
        server.expectError(await download(other.api, `/storage/persons/${id}`, XPK), 404, 22007);
      }
      for (const id of [UNKNOWN_ID, list]) {
        server.expectError(await download(other.api, `/storage/lists/${id}`, XPK), 404, 22003);
      }
    });

    test('[issue 5] any other Accept is answered with JSON', async () => {
      for (const accept of ['*/*', 'application/json', 'application/*', XPK, 'text/html, */*;q=0.8']) {
        const answer = await download(me.api, `/storage/descriptors/${first(erin.descriptors)}`, accept);
        expect(expectBody<Descriptor>(answer, 200).id).toBe(first(erin.descriptors));
      }
    });
  });

  describe('handlers', () => {
    test('[60] extractor, identify and verify take a ready descriptor', async () => {
      const { api } = await server.newAccount();
      const run = (kind: string, query: RequestOptions['query'] = {}) =>
        api.post(`/handlers/${kind}`, { body: file, type: DESCRIPTOR, query });
      const made = expectBody<{ person_id: string; face: { id: string } }>(
        await run('extractor', { user_data: 'by file' }),
        201,
      );
      expect(Object.keys(made)).toEqual(['person_id', 'face']);
      const { person_id } = made;
      const person = expectBody<Person>(await api.get(`/storage/persons/${person_id}`), 200);
      expect(person).toMatchObject({ user_data: 'by file', descriptors: [made.face.id] });
      const found = expectBody<{ candidates: PersonCandidate[] }>(await run('identify'), 201);
      expect(found.candidates).toMatchObject([{ similarity: 1, person_id }]);
      const verified = expectBody(await run('verify', { person_id }), 201);
      expect(verified).toMatchObject({ status: true, candidates: [{ similarity: 1, person_id }] });
    });

    test('[issue 5 §3] a handler that demands liveness refuses a ready descriptor', async () => {
      const { api } = await server.newAccount();
      expectDone(await api.patch('/handlers/extractor', { json: { liveness_policy: { check_liveness: 1 } } }));
      const answer = await api.post('/handlers/extractor', { body: file, type: DESCRIPTOR });
      server.expectError(answer, 400, 4009);
      expect(expectBody<{ count: number }>(await api.get('/storage/descriptors'), 200).count).toBe(0);
    });

    test('[60 errors] an archive of several: 11012 with the ids; damaged ones as in an upload', async () => {
      const { api } = await server.newAccount();
      const run = (body: Buffer, type: string) => api.post('/handlers/extractor', { body, type });
      const answer = await run(archive, XPK);
      server.expectError(answer, 400, 11012);
      expect(answer.json<{ detail: Uploaded }>().detail.faces).toHaveLength(2);
      server.expectError(await run(archive.subarray(1), XPK), 400, 12026);
      server.expectError(await run(file.subarray(1), DESCRIPTOR), 400, 4011);
    });
  });

  describe('verify/raw', () => {
    const raw = (id: string, bytes: Buffer, type = 'raw_descriptor') => ({ id, type, data: bytes.toString('base64') });
    const post = (json: unknown, path = '/handlers/verify/raw') => me.api.post(path, { json });

    test('[60 verify/raw] every reference against every candidate, members in order, nothing stored', async () => {
      const again = await fileOf(me.api, `/storage/descriptors/${erin.descriptors.at(-1)}`, DESCRIPTOR);
      const before = expectBody<{ count: number }>(await me.api.get('/storage/descriptors'), 200).count;
      const json = {
        references: [raw('a', file), raw('b', again, 'sdk_descriptor')],
        candidates: [raw('a', file), raw('both', archive, 'xpk_file')],
      };
      for (const path of ['/handlers/verify/raw', '/verify/raw']) {
        const { matches } = expectBody<RawMatches>(await post(json, path), 201);
        expect(matches.map(({ reference_id }) => reference_id)).toEqual(['a', 'b']);
        expect(first(matches).matches).toEqual([
          { candidate_id: 'a', similarity: 1, status: true },
          { candidate_id: 'both', similarity: 1, status: true },
        ]);
        const [different, best] = matches.at(-1)?.matches ?? [];
        expect(Object.keys(different ?? {})).toEqual(['candidate_id', 'similarity', 'status']);
        expect(different?.similarity).toBeLessThan(1);
        expect(best?.similarity).toBe(1);
      }
      expect(expectBody<{ count: number }>(await me.api.get('/storage/descriptors'), 200).count).toBe(before);
    });

    test("[60 verify/raw] status by the verify handler's threshold", async () => {
      const { api } = await server.newAccount();
      const again = await fileOf(me.api, `/storage/descriptors/${erin.descriptors.at(-1)}`, DESCRIPTOR);
      const json = { references: [raw('a', file)], candidates: [raw('b', again)] };
      const compare = async () => {
        const body = expectBody<RawMatches>(await api.post('/handlers/verify/raw', { json }), 201);
        return first(first(body.matches).matches);
      };
      const { similarity: found } = await compare();
      expectDone(await api.patch('/handlers/verify', { json: { verification_threshold: found } }));
      expect((await compare()).status).toBe(true);
      expectDone(await api.patch('/handlers/verify', { json: { verification_threshold: 1 } }));
      expect((await compare()).status).toBe(false);
    });

    test('[60 verify/raw] empty sides', async () => {
      expect(expectBody(await post({ references: [], candidates: [raw('a', file)] }), 201)).toEqual({ matches: [] });
      expect(expectBody(await post({ references: [raw('a', file)], candidates: [] }), 201)).toEqual({
        matches: [{ reference_id: 'a', matches: [] }],
      });
    });

    test('[60 verify/raw] bad requests', async () => {
      const good = raw('a', file);
      const both = (one: unknown) => ({ references: [one], candidates: [good] });
      for (const bad of [
        {},
        { references: [good] },
        { references: good, candidates: [good] },
        { references: [good], candidates: [good], more: 1 },
        both({ ...good, type: 'jpeg' }),
        both({ ...good, id: 5 }),
        both({ ...good, id: 'x'.repeat(129) }),
        both({ ...good, data: 5 }),
        both({ id: 'a', type: 'raw_descriptor' }),
        both(null),
      ]) {
        server.expectError(await post(bad), 400, 12022);
      }
      server.expectError(await post(both({ ...good, data: '***' })), 500, 18001);
      server.expectError(await post(both({ ...good, data: '' })), 400, 4011);
      server.expectError(await post(both(raw('a', archive))), 400, 4011);
      server.expectError(await post(both(raw('a', file, 'xpk_file'))), 400, 12026);
      server.expectError(await post(both(raw('a', ofOtherModel(file)))), 500, 5003);
      server.expectError(await me.api.get('/handlers/verify/raw'), 405, 12021);
      server.expectError(await server.anonymous.post('/handlers/verify/raw', { json: both(good) }), 401, 12010);
    });
  });

  test('[30] an uploaded descriptor belongs to a person like any other', async () => {
    const person = await createPerson(me.api);
    const { faces } = expectBody<Uploaded>(await upload(me.api, file, DESCRIPTOR), 201);
    await attachDescriptor(me.api, person, first(faces).id);
    const query = { descriptor_id: first(erin.descriptors), person_id: person };
    const answer = await me.api.post('/matching/verify', { query });
    expect(expectBody(answer, 201)).toMatchObject({ candidates: [{ similarity: 1, person_id: person }] });
  });
});
