import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { type Serving, serve } from './support/commandLine.ts';

const MB = 1024 * 1024;
/** Room for two of them, and not for three. */
const BODY = 20 * MB;

let folder: string;
let service: Serving;
let token: string;
let admin: string;
const ADMIN_KEY = 'a-key-for-this-test-only';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'body-memory-'));
  const ADMIN_PORT = String(await freePort());
  admin = `http://127.0.0.1:${ADMIN_PORT}`;
  const limits = { BODY_LIMIT: `${BODY}`, BODY_MEMORY_LIMIT: '50MB', SLOW_BODY_SECONDS: '600' };
  service = await serve({ DATA_DIR: join(folder, 'data'), ...limits, ADMIN_KEY, ADMIN_PORT });
  const account = { organization_name: 'Memory', email: 'memory@example.com', password: 'correct horse 9' };
  const answer = await fetch(`${service.url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
  ({ token } = (await answer.json()) as { token: string });
});

afterAll(async () => {
  await service?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

const KINDS = [
  ['image/jpeg', '/4/storage/descriptors', 400],
  ['image/x-jpeg-base64', '/4/storage/descriptors', 400],
  ['application/x-vl-xpk', '/4/storage/descriptors', 400],
  ['multipart/form-data; boundary=b', '/4/liveness', 400],
] as const;

/** What one of `begin` sends at once: more than a body in chunks takes at first. */
const LONG_START = 128 * 1024;

/** A client that has begun to send; resolves when the service waits for the rest. */
async function begin(
  type: string,
  path: string,
  chunked: boolean,
  bytes = BODY,
  startBytes = LONG_START,
): Promise<Socket> {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${bytes}`;
  const lines = [`POST ${path} HTTP/1.1`, 'Host: x', `X-Auth-Token: ${token}`, `Content-Type: ${type}`, length];
  socket.write(`${[...lines, 'Expect: 100-continue'].join('\r\n')}\r\n\r\n`);
  const [head] = (await new Promise((resolve) => socket.once('data', (data) => resolve([String(data)])))) as [string];
  expect(head).toMatch(/^HTTP\/1.1 100 /);
  const start = Buffer.alloc(startBytes, 'A');
  if (chunked) socket.write(`${start.length.toString(16)}\r\n`);
  socket.write(start);
  if (chunked) socket.write('\r\n');
  return socket;
}

const upload = (type: string, path: string) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': type, 'X-Auth-Token': token },
    body: Buffer.alloc(BODY, 'A'),
  });

test.each(KINDS.flatMap(([type, path]) => [false, true].map((chunked) => ({ type, path, chunked }))))(
  '$type, in chunks: $chunked: what finds no room is answered 503, and has room when those before it have left',
  async ({ type, path, chunked }) => {
    const senders = [await begin(type, path, chunked), await begin(type, path, chunked)];
    await expect.poll(async () => (await upload(type, path)).status).toBe(503);
    const refused = await upload(type, path);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({ error_code: 11009 });

    const small = await fetch(`${service.url}/4/storage/persons`, {
      method: 'POST',
      headers: { 'X-Auth-Token': token },
      body: JSON.stringify({ user_data: 'goes on' }),
    });
    expect(small.status).toBe(201);

    for (const sender of senders) sender.destroy();
    await expect.poll(async () => (await upload(type, path)).status).not.toBe(503);
  },
);

test.each(KINDS)('%s in chunks takes little before it is long', async (type, path) => {
  const senders = await Promise.all(Array.from({ length: 8 }, () => begin(type, path, true, BODY, 1000)));
  expect((await upload(type, path)).status).not.toBe(503);
  for (const sender of senders) sender.destroy();
});

test('what is no image is refused by its type, takes no memory, and is not asked for', async () => {
  const { hostname, port } = new URL(service.url);
  const refused = Array.from({ length: 5 }, () => {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    const lines = ['POST /4/storage/descriptors HTTP/1.1', 'Host: x', `X-Auth-Token: ${token}`, 'Expect: 100-continue'];
    socket.write(`${[...lines, 'Content-Type: text/plain', `Content-Length: ${BODY}`].join('\r\n')}\r\n\r\n`);
    return new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  });
  for (const answer of await Promise.all(refused)) {
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"error_code":12017');
  }
});

test("the administrator's API shares the memory, and asks for a body only with the key", async () => {
  const createAccount = (headers: Readonly<Record<string, string>>) =>
    fetch(`${admin}/accounts`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify({ email: 'no address' }),
    });
  const key = { Authorization: `Bearer ${ADMIN_KEY}` };
  const senders = await Promise.all(
    [...Array(2).fill(BODY), ...Array(10).fill(MB)].map((bytes: number) =>
      begin('image/jpeg', '/4/storage/descriptors', false, bytes),
    ),
  );
  const refused = await createAccount(key);
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ error: 'unavailable' });
  expect((await createAccount({})).status).toBe(401);
  for (const sender of senders) sender.destroy();
  await expect.poll(async () => (await createAccount(key)).status).toBe(400);

  const { hostname, port } = new URL(admin);
  const early = async (path: string, ...headers: string[]) => {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    const lines = [`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Length: 100000', ...headers];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.destroy();
    return answer.slice(9, 12);
  };
  expect(await early('/accounts', 'Expect: 100-continue')).toBe('401');
  expect(await early('/nothing', 'Expect: 100-continue')).toBe('404');
  expect(await early('/accounts', 'Expect: nonsense', `Authorization: Bearer ${ADMIN_KEY}`)).toBe('417');
});

test('strangers take no memory, whatever they announce', async () => {
  const { hostname, port } = new URL(service.url);
  const strangers = Array.from({ length: 5 }, () => {
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    socket.write(
      `POST /4/storage/descriptors HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: ${BODY}\r\n\r\n`,
    );
    return new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data).slice(9, 12))));
  });
  expect(await Promise.all(strangers)).toEqual(['401', '401', '401', '401', '401']);
  expect((await upload('image/jpeg', '/4/storage/descriptors')).status).toBe(400);
});

test('an expectation that nobody has heard of is refused in the envelope, with the request id', async () => {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  socket.write('POST /4/storage/persons HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\nContent-Length: 2\r\n\r\n{}');
  const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
  expect(answer).toMatch(/^HTTP\/1.1 417 /);
  expect(answer).toMatch(/luna-request-id: \S/i);
  expect(answer).toContain('"error_code":100');
});
