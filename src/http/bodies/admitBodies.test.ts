import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, expect, test, vi } from 'vitest';
import { ByteBudget } from '../../concurrency/memory/byteBudget.ts';
import { admitBodies } from './admitBodies.ts';

let app: FastifyInstance | undefined;
const failures: string[] = [];
afterEach(async () => {
  await app?.close();
});

/** A step that a request waits in until it is let go. */
class Gate {
  readonly reached: Promise<void>;
  readonly opened: Promise<void>;
  #reach = () => {};
  open = () => {};

  constructor() {
    this.reached = new Promise((resolve) => {
      this.#reach = resolve;
    });
    this.opened = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  async pass(): Promise<void> {
    this.#reach();
    await this.opened;
  }
}

/** @param gates of paths, in front of the admission and in the handler */
async function listen(memory: ByteBudget, gates: { readonly login?: Gate; readonly work?: Gate }): Promise<Socket> {
  app = Fastify();
  failures.length = 0;
  app.setErrorHandler((error, _request, reply) => {
    failures.push((error as Error).constructor.name);
    return reply.code(500).send();
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async ({ url }) => {
    if (url === '/login') await gates.login?.pass();
  });
  admitBodies(app, { memory, tooLarge: () => new Error('too large') });
  app.post('/login', async () => 'done');
  app.post('/work', async () => 'done');
  app.get('/work', async () => {
    await gates.work?.pass();
    return 'done';
  });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

const head = (line: string, length = 0) =>
  `${line} HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: ${length}\r\n\r\n`;

test('a client that leaves while its credentials are looked up takes no memory with it', async () => {
  const memory = new ByteBudget('bodies', 1000);
  const login = new Gate();
  const socket = await listen(memory, { login });
  socket.write(head('POST /login', 400));
  await login.reached;
  socket.resetAndDestroy();
  await vi.waitFor(async () => expect(await connections()).toBe(0));
  login.open();
  // It was let on, and has come to the admission.
  await vi.waitFor(() => expect(failures).toContain('ClientGone'));
  expect(memory.taken).toBe(0);
});

test('nor does one whose request stands behind another on its connection', async () => {
  const memory = new ByteBudget('bodies', 1000);
  const work = new Gate();
  const socket = await listen(memory, { work });
  socket.write(`${head('GET /work')}${head('POST /work', 3)}abc`);
  await work.reached;
  await vi.waitFor(() => expect(memory.taken).toBe(3));
  socket.resetAndDestroy();
  await vi.waitFor(async () => expect(await connections()).toBe(0));
  work.open();
  await vi.waitFor(() => expect(memory.taken).toBe(0));
});

const connections = () =>
  new Promise<number>((resolve) => app?.server.getConnections((_error, count) => resolve(count)));
