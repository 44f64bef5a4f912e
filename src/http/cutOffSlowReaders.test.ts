import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutOffSlowReaders } from './cutOffSlowReaders.ts';

/** More than the kernel takes for a client that does not read. */
const LONG = 64 * 1024 * 1024;
const PIECE = Buffer.alloc(64 * 1024);

let app: FastifyInstance;
let url: string;
let closed: boolean;

function* pieces(): Generator<Buffer> {
  try {
    for (let at = 0; at < LONG; at += PIECE.length) yield PIECE;
  } finally {
    closed = true;
  }
}

beforeEach(async () => {
  closed = false;
  app = Fastify();
  cutOffSlowReaders(app, { period: 1000, bytes: 1 });
  app.get('/stream', (_request, reply) => reply.send(Readable.from(pieces())));
  app.get('/buffer', (_request, reply) => reply.send(Buffer.alloc(LONG)));
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(async () => {
  app.server.closeAllConnections();
  await app.close();
});

/** A client that sends its request and reads nothing. */
async function ask(path: string): Promise<Socket> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.pause();
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  return socket;
}

/** How many the server has open. */
const connections = () => new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)));

describe('a client that reads nothing of a long answer', () => {
  it.each(['/stream', '/buffer'])('is cut off: %s', async (path) => {
    const socket = await ask(path);
    await expect.poll(connections, { timeout: 10_000 }).toBe(1);
    await expect.poll(connections, { timeout: 10_000 }).toBe(0);
    if (path === '/stream') await expect.poll(() => closed).toBe(true);
    socket.destroy();
  });

  it.each(['/stream', '/buffer'])('and one that reads gets it whole: %s', async (path) => {
    const answer = await fetch(`${url}${path}`);
    expect((await answer.arrayBuffer()).byteLength).toBe(LONG);
  });
});
