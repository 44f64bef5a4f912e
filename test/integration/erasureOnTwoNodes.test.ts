import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { type Serving, serve } from './support/commandLine.ts';

/** Issue 5: what is erased through one node is found on no other, and a suspension holds on all of them. */

const folder = mkdtempSync(join(tmpdir(), 'luna-two-nodes-'));
const ADMIN_KEY = 'the-key-of-both-nodes';
const FACES = 10;
const serverUrl = new URL(process.env.TEST_POSTGRES_URL ?? '');
const database = `two_nodes_${process.pid}`;

let nodes: Serving[] = [];
let admin: string;

async function asRoot(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

beforeAll(async () => {
  await asRoot(`create database ${database}`);
  const ADMIN_PORT = String(await freePort());
  admin = `http://127.0.0.1:${ADMIN_PORT}`;
  const settings = {
    DB_TYPE: 'postgres',
    DB_HOST: serverUrl.hostname,
    DB_PORT: serverUrl.port,
    DB_USER: decodeURIComponent(serverUrl.username),
    DB_PASSWORD: decodeURIComponent(serverUrl.password) || 'none',
    DB_NAME: database,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
  };
  nodes = [await serve({ ...settings, ADMIN_KEY, ADMIN_PORT }), await serve(settings)];
});

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.end('SIGTERM')));
  await asRoot(`drop database ${database} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

async function call<Body>(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string | Uint8Array<ArrayBuffer>,
): Promise<Body> {
  const answer = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  expect(answer.status, text).toBeLessThan(300);
  return (text === '' ? {} : JSON.parse(text)) as Body;
}

it('a person with ten faces is gone on both nodes with the next search', async () => {
  const [one, other] = nodes.map(({ url }) => `${url}/4`);
  const key = { authorization: `Bearer ${ADMIN_KEY}` };
  const registration = { organization_name: 'x', email: 'two@example.com', password: 'correct horse' };
  const json = { 'content-type': 'application/json' };
  const { token } = await call<{ token: string }>(`${one}/accounts`, 'POST', json, JSON.stringify(registration));
  const me = { 'x-auth-token': token };
  const photo = new Uint8Array(await readFile(join((await testModels()).root, 'samples', 'sample1.jpg')));

  const { person_id: personId } = await call<{ person_id: string }>(`${one}/storage/persons`, 'POST', me);
  const { list_id: listId } = await call<{ list_id: string }>(`${one}/storage/lists?type=persons`, 'POST', me);
  await call(`${one}/storage/persons/${personId}/linked_lists?do=attach&list_id=${listId}`, 'PATCH', me);
  const ids: string[] = [];
  let probe = '';
  for (let number = 0; number <= FACES; number++) {
    const { faces } = await call<{ faces: { id: string }[] }>(
      `${one}/storage/descriptors`,
      'POST',
      { ...me, 'content-type': 'image/jpeg' },
      photo,
    );
    const id = faces[0]?.id ?? '';
    if (number === FACES) probe = id;
    else ids.push(id);
  }
  for (const id of ids) {
    await call(`${one}/storage/persons/${personId}/linked_descriptors?do=attach&descriptor_id=${id}`, 'PATCH', me);
  }
  const search = (node: string | undefined) =>
    call<{ candidates: unknown[] }>(`${node}/matching/identify?descriptor_id=${probe}&list_id=${listId}`, 'POST', me);
  for (const node of [one, other]) expect((await search(node)).candidates).toHaveLength(1);

  const { accounts } = await call<{ accounts: { account_id: string }[] }>(`${admin}/accounts`, 'GET', key);
  const account = `${admin}/accounts/${accounts[0]?.account_id}`;
  const start = performance.now();
  const receipt = await call<{ erased: unknown }>(`${account}/persons/${personId}`, 'DELETE', key);
  for (const node of [other, one]) expect((await search(node)).candidates).toEqual([]);
  console.info(`a person with ${FACES} faces: gone on both nodes in ${Math.round(performance.now() - start)} ms`);

  expect(receipt.erased).toMatchObject({ persons: 1, descriptors: FACES, portraits: FACES });
  for (const node of [one, other]) {
    for (const path of [
      `persons/${personId}`,
      ...ids.flatMap((id) => [`descriptors/${id}`, `portraits/${id}`, `portraits/${id}_96`]),
    ]) {
      expect((await fetch(`${node}/storage/${path}`, { headers: me })).status, path).toBe(404);
    }
  }

  const status = async (node: string | undefined) =>
    (await fetch(`${node}/account/tokens`, { headers: { authorization: basic } })).status;
  const basic = `Basic ${Buffer.from('two@example.com:correct horse').toString('base64')}`;
  for (const node of [one, other]) expect(await status(node)).toBe(200);
  await call(account, 'PATCH', { ...key, ...json }, JSON.stringify({ suspended: true }));
  for (const node of [other, one]) expect(await status(node)).toBe(403);
  await call(account, 'DELETE', key);
  for (const node of [other, one]) expect(await status(node)).toBe(401);
});

it('what is taken away through one node opens nothing on the other with the next request', async () => {
  const [one, other] = nodes.map(({ url }) => `${url}/4`);
  const key = { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' };
  const [email, password] = ['taken-away@example.com', 'correct horse'];
  const registration = JSON.stringify({ organization_name: 'x', email, password });
  const { token } = await call<{ token: string }>(`${one}/accounts`, 'POST', {}, registration);
  const basic = (secret: string) => ({ authorization: `Basic ${btoa(`${email}:${secret}`)}` });
  const { accounts } = await call<{ accounts: { account_id: string }[] }>(
    `${admin}/accounts?email=${email}`,
    'GET',
    key,
  );
  const account = `${admin}/accounts/${accounts[0]?.account_id}`;
  const change = (body: object) => call(account, 'PATCH', key, JSON.stringify(body));
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${other}/storage/persons`, { headers })).status;

  // The other node has seen them, and remembers what it remembers.
  expect([await status({ 'x-auth-token': token }), await status(basic(password))]).toEqual([200, 200]);
  await change({ suspended: true });
  expect([await status({ 'x-auth-token': token }), await status(basic(password))]).toEqual([403, 403]);
  await change({ suspended: false, password: 'another horse' });
  expect([await status(basic(password)), await status(basic('another horse'))]).toEqual([401, 200]);
  await call(`${one}/account/tokens/${token}`, 'DELETE', basic('another horse'));
  expect([await status({ 'x-auth-token': token }), await status(basic('another horse'))]).toEqual([401, 200]);
});
