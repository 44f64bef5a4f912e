import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../../support/models.ts';
import { runInHost } from '../support/commandHost/runInHost.ts';
import { run, type Serving, serve, start } from '../support/commandLine.ts';

/** Two nodes and the command line on one Postgres: portraits are everywhere, and after an erasure nowhere. */

const root = mkdtempSync(join(tmpdir(), 'luna-portraits-'));
const [folderA, folderB, elsewhere] = ['a', 'b', 'elsewhere'].map((name) => join(root, name)) as [
  string,
  string,
  string,
];
const serverUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
const database = `portraits_${process.pid}`;
const SETTINGS = {
  DB_TYPE: 'postgres',
  DB_HOST: serverUrl.hostname,
  DB_PORT: serverUrl.port,
  DB_USER: decodeURIComponent(serverUrl.username),
  DB_PASSWORD: decodeURIComponent(serverUrl.password) || 'none',
  DB_NAME: database,
  LOG_LEVEL: 'warn',
};

let client: pg.Client;
let nodes: readonly Serving[] = [];
let me: Record<string, string>;
let photo: Uint8Array<ArrayBuffer>;

async function asRoot(statement: string): Promise<void> {
  const administrator = new pg.Client({ connectionString: serverUrl.href });
  await administrator.connect();
  await administrator.query(statement);
  await administrator.end();
}

async function serveBoth(one: Record<string, string>, other: Record<string, string>): Promise<void> {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  nodes = [await serve({ ...SETTINGS, ...one }), await serve({ ...SETTINGS, ...other })];
}

beforeAll(async () => {
  await asRoot(`create database ${database}`);
  await Promise.all([folderA, folderB, elsewhere].map((folder) => mkdir(folder)));
  await serveBoth({ DATA_DIR: folderA, THUMBNAIL_SIDES: '64,77' }, { DATA_DIR: folderB, THUMBNAIL_SIDES: '96' });
  client = new pg.Client({ connectionString: new URL(`/${database}`, serverUrl).href });
  await client.connect();
  photo = new Uint8Array(await readFile(join((await testModels()).root, 'samples', 'sample1.jpg')));
  await register();
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  await client.end();
  await asRoot(`drop database ${database} with (force)`);
  rmSync(root, { recursive: true, force: true });
});

async function call<Body>(
  node: number,
  method: string,
  path: string,
  body?: string | Uint8Array<ArrayBuffer>,
  type?: string,
): Promise<Body> {
  const headers = { ...me, ...(type !== undefined && { 'content-type': type }) };
  const answer = await fetch(`${nodes[node]?.url}/4${path}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  expect(answer.status, text).toBeLessThan(300);
  return (text === '' ? {} : JSON.parse(text)) as Body;
}

async function register(): Promise<void> {
  me = {};
  const registration = { organization_name: 'x', email: 'two@example.com', password: 'correct horse' };
  const { token } = await call<{ token: string }>(
    0,
    'POST',
    '/accounts',
    JSON.stringify(registration),
    'application/json',
  );
  me = { 'x-auth-token': token };
}

/** A person with one face, stored through the node. */
async function aPerson(node: number): Promise<{ person: string; face: string }> {
  const { faces } = await call<{ faces: { id: string }[] }>(node, 'POST', '/storage/descriptors', photo, 'image/jpeg');
  const face = faces[0]?.id ?? '';
  const { person_id: person } = await call<{ person_id: string }>(node, 'POST', '/storage/persons');
  await call(node, 'PATCH', `/storage/persons/${person}/linked_descriptors?do=attach&descriptor_id=${face}`);
  return { person, face };
}

/** Status and bytes of a portrait or thumbnail. */
async function portrait(node: number, name: string): Promise<{ status: number; bytes: Buffer }> {
  const answer = await fetch(`${nodes[node]?.url}/4/storage/portraits/${name}`, { headers: me });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
}

async function expectOnBoth(face: string, sides: readonly number[]): Promise<void> {
  for (const name of [face, ...sides.map((side) => `${face}_${side}`)]) {
    const [one, other] = [await portrait(0, name), await portrait(1, name)];
    expect([one.status, other.status], name).toEqual([200, 200]);
    expect(one.bytes.equals(other.bytes) && one.bytes.length > 100, name).toBe(true);
  }
}

/** What of a face an attacker would look for: images and vector. */
async function traces(face: string, sides: readonly number[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const name of [face, ...sides.map((side) => `${face}_${side}`)])
    found.set(name, (await portrait(0, name)).bytes);
  const { rows } = await client.query('select vector from descriptor where descriptor_id = $1', [face]);
  found.set('vector', rows[0].vector);
  return found;
}

/** A piece from the middle: heads and ends of JPEGs are alike. */
function pieceOf(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 200);
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return rows.map(({ relname }) => relname);
}

/** Names of the traces that some row of some table holds. */
async function inRows(searched: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tables()) {
    for (const [name, bytes] of searched) {
      const { rows } = await client.query(`select 1 from ${table} as t where t::text like '%' || $1 || '%' limit 1`, [
        pieceOf(bytes).toString('hex'),
      ]);
      if (rows.length > 0) found.push(`${name} in ${table}`);
    }
  }
  return found;
}

/** Names of the traces that the data files of the tables and their overflow tables hold, dead rows included. */
async function inDataFiles(searched: ReadonlyMap<string, Buffer>): Promise<string[]> {
  await client.query('checkpoint');
  const { rows } = await client.query(
    `select relname, pg_read_binary_file(pg_relation_filepath(oid)) as bytes from pg_class
     where oid in (select oid from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       union select reltoastrelid from pg_class where relnamespace = 'public'::regnamespace and reltoastrelid <> 0)`,
  );
  return rows.flatMap(({ relname, bytes }) =>
    [...searched]
      .filter(([, trace]) => (bytes as Buffer).includes(pieceOf(trace)))
      .map(([name]) => `${name} in ${relname}`),
  );
}

async function inFolders(searched: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const name of await readdir(root, { recursive: true })) {
    const bytes = await readFile(join(root, name)).catch(() => Buffer.alloc(0));
    for (const [trace, piece] of searched) if (bytes.includes(pieceOf(piece))) found.push(`${trace} in ${name}`);
  }
  return found;
}

async function expectNoTrace(searched: ReadonlyMap<string, Buffer>, face: string): Promise<void> {
  expect(await inRows(searched)).toEqual([]);
  expect(await inFolders(searched)).toEqual([]);
  for (const node of [0, 1])
    for (const name of searched.keys()) {
      if (name !== 'vector') expect((await portrait(node, name)).status, name).not.toBe(200);
    }
  expect((await readdir(root, { recursive: true })).filter((name) => name.includes(face))).toEqual([]);
}

it('a portrait is on both nodes, and what one stored an erasure from a third directory removes', async () => {
  const { person, face } = await aPerson(0);
  await expectOnBoth(face, [64, 77]);
  const searched = await traces(face, [64, 77]);
  expect(await inRows(searched)).toHaveLength(4);
  const args = ['person', 'erase', person, '--account', 'two@example.com', '--json'];
  const { code, stdout, stderr } = await runInHost(args, { ...SETTINGS, DATA_DIR: elsewhere, THUMBNAIL_SIDES: '300' });
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    erased: { persons: 1, descriptors: 1, portraits: 1, thumbnails: 2 },
    missing_portraits: { count: 0, descriptor_ids: [] },
    pending_portraits: 0,
  });
  await expectNoTrace(searched, face);
  // The server's own files keep dead rows: what docs/administration.md says of them.
  const dead = await inDataFiles(searched);
  await client.query('vacuum');
  const vacuumed = await inDataFiles(searched);
  for (const table of await tables()) await client.query(`vacuum full ${table}`);
  console.info(
    `in data files after the erasure: ${dead.join(', ')}; after VACUUM: ${vacuumed.join(', ') || 'nothing'}`,
  );
  expect(await inDataFiles(searched)).toEqual([]);
});

it('moves to files and back while both nodes serve, over a kill; other folders are refused', async () => {
  await serveBoth({ DATA_DIR: folderA, THUMBNAIL_SIDES: '64,77' }, { DATA_DIR: folderA, THUMBNAIL_SIDES: '96' });
  const first = await aPerson(1);
  const move = ['portraits', 'move', '--to', 'files'];
  const killed = start(move, { ...SETTINGS, DATA_DIR: folderA });
  const moving = async () => (await client.query('select moving_from from portrait_place')).rows[0]?.moving_from;
  while ((await moving()) !== 'database') await pause(100);
  killed.kill('SIGKILL');
  await expectOnBoth(first.face, [96]);
  const meanwhile = await aPerson(0);
  const { code, stdout, stderr } = await runInHost(move, { ...SETTINGS, DATA_DIR: folderA });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^moved \d+ portraits .* all are in files now\n$/);
  await expectOnBoth(first.face, [96]);
  await expectOnBoth(meanwhile.face, [64, 77]);
  expect((await client.query('select count(*)::int as count from portrait')).rows[0].count).toBe(0);

  for (const args of [
    ['gc'],
    ['account', 'list'],
    ['retention', 'run'],
    ['person', 'erase', first.person, '--account', 'two@example.com'],
    ['serve'],
  ]) {
    const door = args[0] === 'serve' ? run : runInHost;
    const refused = await door(args, { ...SETTINGS, DATA_DIR: folderB, PORT: '0' });
    expect(refused, args.join(' ')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('portraits are in the folder'),
    });
  }

  const searched = await traces(meanwhile.face, [64, 77]);
  // The portrait of the other face, of the same photo, is the same.
  expect(await inFolders(searched)).toHaveLength(4);
  expect((await runInHost(['portraits', 'move', '--to', 'database'], { ...SETTINGS, DATA_DIR: folderA })).code).toBe(0);
  expect(await inFolders(searched)).toEqual([]);
  await expectOnBoth(first.face, [96]);
  await expectOnBoth(meanwhile.face, [64, 77]);

  // The photo shows several people, of whom one is the person's: with the account all go.
  const { rows } = await client.query(
    `select count(*) filter (where side = 0)::int as portraits, count(*) filter (where side > 0)::int as thumbnails
     from portrait`,
  );
  const deleted = await runInHost(['account', 'delete', 'two@example.com', '--yes', '--json'], {
    ...SETTINGS,
    DATA_DIR: folderB,
  });
  expect(JSON.parse(deleted.stdout)).toMatchObject({
    erased: rows[0],
    missing_portraits: { count: 0 },
  });
  await expectNoTrace(searched, meanwhile.face);
});
