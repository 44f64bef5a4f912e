import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Serving, serve } from './support/commandLine.ts';

const MB = 1024 * 1024;
/** Room for two of them, and not for three. */
const BODY = 20 * MB;

let folder: string;
let service: Serving;
let token: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slow-bodies-'));
  const limits = { BODY_LIMIT: `${BODY}`, BODY_MEMORY_LIMIT: '50MB', SLOW_BODY_SECONDS: '1' };
  service = await serve({ DATA_DIR: join(folder, 'data'), ...limits });
  const account = { organization_name: 'Slow', email: 'slow@example.com', password: 'correct horse 9' };
  const answer = await fetch(`${service.url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
  ({ token } = (await answer.json()) as { token: string });
});
afterAll(async () => {
  await service?.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

/** A client that announces a large body, sends some of it and then nothing; `answer` is what it is told. */
function stall(path: string, type: string, isChunked: boolean): { readonly socket: Socket; answer(): string } {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  const length = isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${BODY}`;
  const lines = [`POST ${path} HTTP/1.1`, 'Host: x', `X-Auth-Token: ${token}`, `Content-Type: ${type}`, length];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const start = Buffer.alloc(128 * 1024, 'A');
  if (isChunked) socket.write(`${start.length.toString(16)}\r\n`);
  socket.write(start);
  if (isChunked) socket.write('\r\n');
  let told = '';
  socket.on('data', (data) => {
    told += data;
  });
  return { socket, answer: () => told };
}

test.each([
  ['image/jpeg', '/4/storage/descriptors', false],
  ['image/jpeg', '/4/storage/descriptors', true],
  ['multipart/form-data; boundary=b', '/4/liveness', false],
  ['multipart/form-data; boundary=b', '/4/liveness', true],
] as const)('a client that stalls does not keep others out: %s to %s, in chunks: %s', async (type, path, isChunked) => {
  let stalled = [stall(path, type, isChunked), stall(path, type, isChunked)];
  const upload = () =>
    fetch(`${service.url}/4/storage/descriptors`, {
      method: 'POST',
      headers: { 'Content-Type': 'image/jpeg', 'X-Auth-Token': token },
      body: Buffer.alloc(BODY, 'A'),
    });
  const told = () => stalled.map(({ answer }) => answer()).find((answer) => answer.includes('408 ')) ?? '';
  const toldAfterUpload = async () => {
    // One that found no room itself, since an upload was there before it, begins again.
    stalled = stalled.map((each) => (each.answer().includes('503 ') ? stall(path, type, isChunked) : each));
    await upload();
    return told();
  };
  await expect.poll(toldAfterUpload).toContain('"error_code":100');
  expect((await upload()).status).toBe(400);
  expect(told()).toMatch(/^HTTP\/1.1 408 /);
  expect(told()).toMatch(/\r\nconnection: close\r\n/i);
  for (const { socket } of stalled) socket.destroy();
});
