import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type AccountId, type DescriptorId, type ListId, newId, type PersonId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { EMBEDDERS } from '../../src/vision/embed/embedders.ts';
import { gaussSource, randomSource, randomVector, variation } from '../support/vectors.ts';
import { anAccount, clock } from './store/support/rows.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { start } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-crossmatch-'));
const DATA_DIR = join(folder, 'data');
const MODEL = EMBEDDERS.fr;
const IDENTITIES = 1200;
const gauss = gaussSource(randomSource(11));

let personsList: ListId;
let descriptorsList: ListId;
const emptyLists = [newId<ListId>(), newId<ListId>()] as const;
/** Two persons of one identity, the smaller id first. */
const twins = new Map<PersonId, PersonId>();
/** Of the same identities, in the descriptors list; by person. */
const strays = new Map<PersonId, DescriptorId>();
let outputs = 0;
const fresh = (ending = 'csv') => join(folder, `pairs-${++outputs}.${ending}`);

/** A persons list in which every tenth identity is enrolled twice, and a descriptors list with pictures of them. */
beforeAll(async () => {
  const store = await openStore({ type: 'pglite', directory: join(DATA_DIR, 'database') });
  try {
    const accountId = await anAccount(store);
    personsList = newId<ListId>();
    descriptorsList = newId<ListId>();
    await store.lists.create(accountId, { listId: personsList, kind: 'persons', listData: '', createTime: clock() });
    const kind = 'descriptors';
    await store.lists.create(accountId, { listId: descriptorsList, kind, listData: '', createTime: clock() });
    for (const [index, listId] of emptyLists.entries()) {
      const kind = index === 0 ? 'persons' : 'descriptors';
      await store.lists.create(accountId, { listId, kind, listData: '', createTime: clock() });
    }
    for (let done = 0; done < IDENTITIES; done += 300) await addIdentities(store, accountId, done);
  } finally {
    await store.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function addIdentities(store: Store, accountId: AccountId, from: number): Promise<void> {
  const added = await store.transaction(async (tx) => {
    const pairs: [PersonId, PersonId][] = [];
    const pictures: [PersonId, DescriptorId][] = [];
    const save = async (modelId: string, vector: Float32Array) => {
      const descriptorId = newId<DescriptorId>();
      await tx.descriptors.createMany(accountId, [
        { descriptorId, createTime: clock(), modelId, vector, hasPortrait: false },
      ]);
      return descriptorId;
    };
    const enrol = async (vector: Float32Array) => {
      const personId = newId<PersonId>();
      const texts = { userData: `name of ${personId}`, externalId: `x${personId}`.slice(0, 36) };
      await tx.persons.create(accountId, { personId, ...texts, createTime: clock() });
      const descriptorId = await save(MODEL.id, vector);
      await tx.persons.linkDescriptor(accountId, personId, descriptorId, clock());
      return { personId, descriptorId };
    };
    const persons: Awaited<ReturnType<typeof enrol>>[] = [];
    const loose: DescriptorId[] = [];
    for (let index = from; index < from + 300; index++) {
      const identity = randomVector(MODEL.dimension, gauss);
      const person = await enrol(identity);
      persons.push(person);
      if (index % 10 !== 0) continue;
      const twin = await enrol(variation(identity, gauss, 0.3));
      persons.push(twin);
      const [low, high] = [person.personId, twin.personId].sort() as [PersonId, PersonId];
      pairs.push([low, high]);
      const stray = await save(MODEL.id, variation(identity, gauss, 0.3));
      pictures.push([person.personId, stray]);
      loose.push(stray, await save('another model', identity));
    }
    await tx.lists.linkPersons(
      accountId,
      personsList,
      persons.map(({ personId }) => personId),
    );
    await tx.lists.linkDescriptors(accountId, descriptorsList, loose, clock());
    await tx.lists.recordChange([personsList], { add: persons.map(({ descriptorId }) => descriptorId) });
    await tx.lists.recordChange([descriptorsList], { add: loose });
    return { pairs, pictures };
  });
  for (const [low, high] of added.pairs) twins.set(low, high);
  for (const [owner, stray] of added.pictures) strays.set(owner, stray);
}

const SETTINGS = { DATA_DIR, LOG_LEVEL: 'warn', GALLERY_WORKERS: '2' };
const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

describe('crossmatch', () => {
  it('finds the duplicates of a persons list, each once', async () => {
    const out = fresh();
    const { code, stdout, stderr } = await run(['crossmatch', '--list', personsList, '--out', out, '--json'], SETTINGS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [header, ...rows] = rowsOf(out);
    expect(header).toEqual([
      ...['similarity', 'a_person_id', 'a_descriptor_id', 'b_person_id', 'b_descriptor_id'],
      ...['a_user_data', 'a_external_id', 'b_user_data', 'b_external_id'],
    ]);
    for (const [, a, , b, , ...names] of rows)
      expect(names).toEqual([`name of ${a}`, `x${a}`.slice(0, 36), `name of ${b}`, `x${b}`.slice(0, 36)]);
    expect(new Map(rows.map(([, a, , b]) => [a, b]))).toEqual(twins);
    expect(rows).toHaveLength(twins.size);
    for (const [similarity] of rows) expect(Number(similarity)).toBeGreaterThanOrEqual(0.9);
    const persons = IDENTITIES * 1.1;
    expect(JSON.parse(stdout)).toMatchObject({
      list: personsList,
      with: personsList,
      pairs: twins.size,
      probes: persons,
      comparisons: persons * persons,
      skipped: 0,
      resumed: false,
    });
    expect(existsSync(`${out}.journal`)).toBe(false);
  });

  it('pairs persons with descriptors as JSON lines, and leaves out those of another model', async () => {
    const out = fresh('jsonl');
    const args = ['--list', descriptorsList, '--list', personsList, '--limit', '1', '--threshold', '0.8'];
    const { code, stdout } = await run(['crossmatch', ...args, '--out', out], SETTINGS);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^120 pairs of 120 compared, .*; 120 descriptors of another model left out\n$/);
    const pairs = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(new Set(pairs.map(({ a }) => a.descriptor_id))).toEqual(new Set(strays.values()));
    for (const { a, b, similarity } of pairs) {
      const [owner] = [...strays].find(([, stray]) => stray === a.descriptor_id) ?? [];
      const twin = [...twins].flatMap(([low, high]) => (low === owner ? [high] : high === owner ? [low] : []));
      expect([owner, ...twin]).toContain(b.person_id);
      expect([a.person_id, a.user_data]).toEqual([null, null]);
      expect(b.user_data).toBe(`name of ${b.person_id}`);
      expect(similarity).toBeGreaterThanOrEqual(0.8);
    }
  });

  it('goes on after kill -9 without losing or repeating a line', async () => {
    const whole = fresh();
    const args = (out: string) => ['crossmatch', '--list', personsList, '--threshold', '0.55', '--out', out];
    await run(args(whole), SETTINGS);
    const out = fresh();
    const bytesDone = () => {
      try {
        return JSON.parse(readFileSync(`${out}.journal`, 'utf8')).bytes as number;
      } catch {
        return 0;
      }
    };
    const child = start(args(out), { ...SETTINGS, GALLERY_WORKERS: '1' });
    const header = statSync(whole).size > 0 ? (rowsOf(whole)[0]?.join(',').length ?? 0) + 1 : 0;
    while (child.exitCode === null && bytesDone() <= header) await setTimeout(1);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    expect(child.signalCode).toBe('SIGKILL');
    // What a machine that stops in the middle of a line leaves.
    writeFileSync(out, `${readFileSync(out, 'utf8')}0.91,half`);

    expect((await run([...args(out), '--limit', '7'], SETTINGS)).code).toBe(2);
    const { code, stdout } = await run([...args(out), '--json'], SETTINGS);
    expect({ code, resumed: JSON.parse(stdout).resumed }).toEqual({ code: 0, resumed: true });
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(whole, 'utf8'));
    expect((await run(args(out), SETTINGS)).code).toBe(2);
  });

  it.each([
    [['--list', newId(), '--out', 'x.csv'], /there is no list/],
    [['--list', 'guests', '--out', 'x.csv'], /not the id of a list/],
    [['--out', 'x.csv'], /--list/],
    [['--list', newId(), '--out', 'x.xls'], /\.csv or \.jsonl/],
    [['--list', newId(), '--out', 'x.csv', '--threshold', '90'], /0\.\.1/],
    [['--list', newId(), '--out', 'x.csv', '--threshold', 'NaN'], /0\.\.1/],
    [['--list', newId(), '--out', 'x.csv', '--threshold=-0.1'], /0\.\.1/],
    [[...Array.from({ length: 3 }, () => ['--list', newId()]).flat(), '--out', 'x.csv'], /one list or two/],
    [['--list', newId(), '--out', 'x.csv', '--limit', '0'], /1\.\.10000/],
  ])('refuses %j with 2', async (args, message) => {
    const { code, stderr } = await run(['crossmatch', ...args], SETTINGS);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
    expect(existsSync('x.csv')).toBe(false);
  });

  it('says in one line that the output cannot be written, with 2, and leaves nothing', async () => {
    for (const [out, code] of [
      [join(folder, 'nowhere', 'x.csv'), 'ENOENT'],
      ['/dev/null/x.jsonl', 'ENOTDIR'],
    ] as const) {
      const refused = await run(['crossmatch', '--list', personsList, '--out', out], SETTINGS);
      expect(refused).toEqual({ code: 2, stdout: '', stderr: `luna-backport3: ${out} cannot be written (${code})\n` });
      expect(existsSync(out)).toBe(false);
    }
  });

  it('two empty lists have no pairs', async () => {
    const out = fresh();
    const args = ['--list', emptyLists[0], '--list', emptyLists[1], '--out', out];
    const { code, stdout, stderr } = await run(['crossmatch', ...args], SETTINGS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^0 pairs of 0 compared/);
    expect(rowsOf(out)).toHaveLength(1);
  });

  it('says in one line that a process without a server has the data directory, with 3', async () => {
    const copy = join(folder, 'copy');
    cpSync(DATA_DIR, copy, { recursive: true });
    const holder = await openStore({ type: 'pglite', directory: join(copy, 'database') });
    try {
      const args = ['crossmatch', '--list', personsList, '--out', fresh()];
      const { code, stderr } = await run(args, { ...SETTINGS, DATA_DIR: copy });
      expect(code).toBe(3);
      expect(stderr).toMatch(/is in use by process \d+: .*none answers on its admin\.sock/);
    } finally {
      await holder.close();
    }
  });
});
