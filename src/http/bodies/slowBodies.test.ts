import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import { admitBodies } from './admitBodies.ts';
import { SlowBodies } from './slowBodies.ts';

const MB = 1024 * 1024;
const PERIOD = 200;
/** Room for one body of it, and not for two. */
const LARGE = 10 * MB;
/** Whole in a fifth of the time that there is. */
const BYTES_A_MS = 900;

let app: FastifyInstance;
let memory: ByteBudget;

beforeEach(async () => {
  app = Fastify({ bodyLimit: LARGE });
  memory = new ByteBudget('memory', 16 * MB);
  const tooSlow = () => Object.assign(new Error('too slow'), { statusCode: 408 });
  admitBodies(app, {
    memory,
    undeclared: MB,
    slow: new SlowBodies(memory, { period: PERIOD, whole: 60_000, tooSlow }),
    tooLarge: () => new Error('too large'),
  });
  app.addContentTypeParser('*', async ({ raw, bodyCut, bodyShare }: FastifyRequest) => {
    let bytes = 0;
    bodyCut?.addEventListener('abort', () => raw.destroy(bodyCut.reason));
    for await (const piece of raw) {
      if (bytes === 0 && raw.headers['content-length'] === undefined) bodyShare?.resize(LARGE);
      bytes += piece.length;
    }
    return bytes;
  });
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => reply.code(error.statusCode ?? 503).send());
  app.post('/', async ({ body }) => body);
  await app.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(async () => {
  app.server.closeAllConnections();
  await app.close();
});

/** Begins a body and sends nothing of it. */
async function begin(length: number | 'chunked'): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  const header = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  const before = memory.taken;
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\n${header}\r\n\r\n`);
  if (length === 'chunked') socket.write('1\r\nx\r\n');
  await expect.poll(() => memory.taken).toBeGreaterThan(before);
  return socket;
}

const upload = async () => {
  const { port } = app.server.address() as AddressInfo;
  const headers = { 'Content-Type': 'a/b' };
  return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: Buffer.alloc(LARGE) })).status;
};

test.each([LARGE, 'chunked'] as const)(
  'a body that does not come gives its memory to one that lacks it: %s',
  async (length) => {
    const socket = await begin(length);
    await expect.poll(() => memory.taken).toBe(LARGE);
    const closed = once(socket, 'close');
    socket.resume();
    await expect.poll(upload, { timeout: 10_000 }).toBe(200);
    await closed;
    expect(memory.taken).toBe(0);
  },
);

test('a body that comes fast enough keeps it', async () => {
  const socket = await begin(LARGE);
  let left = LARGE;
  const send = (bytes: number) => {
    socket.write(Buffer.alloc(bytes));
    left -= bytes;
  };
  const start = performance.now();
  // By the clock: on a busy machine timers are late.
  const due = () => Math.min(LARGE / 2, Math.round((performance.now() - start) * BYTES_A_MS));
  const sending = setInterval(() => send(due() - (LARGE - left)), 10);
  const answers: number[] = [];
  for (let period = 0; period < 4; period++) {
    await pause(PERIOD);
    answers.push(await upload());
  }
  clearInterval(sending);
  expect(answers).toEqual([503, 503, 503, 503]);
  send(left);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});

test('while nobody lacks memory a body may be as slow as it likes', async () => {
  const socket = await begin(LARGE);
  await pause(PERIOD * 3);
  socket.write(Buffer.alloc(LARGE));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 /);
  socket.destroy();
});
