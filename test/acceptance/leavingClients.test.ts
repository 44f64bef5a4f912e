import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Extraction, expectBody } from './support/objects.ts';
import { photo } from './support/photos.ts';
import { type Account, suite } from './support/server.ts';

/** Many more than are worked on at once. */
const ABANDONED = 40;

suite('clients that leave', (server) => {
  let me: Account;
  let image: Buffer;
  beforeAll(async () => {
    me = await server.newAccount();
    image = await photo('erin');
  });

  function head(line: string, bodyLength: number): string {
    const headers = [`X-Auth-Token: ${me.token}`, 'Content-Type: image/jpeg', 'Host: acceptance.test'];
    return `${[line, ...headers, `Content-Length: ${bodyLength}`].join('\r\n')}\r\n\r\n`;
  }

  async function open(): Promise<Socket> {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  }

  async function everything(socket: Socket): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('latin1');
  }

  const count = async () => expectBody<{ count: number }>(await me.api.get('/storage/descriptors'), 200).count;

  describe('posts that are abandoned', () => {
    test('[issue 11, 4] are not worked off, and store nothing', async () => {
      const request = Buffer.concat([Buffer.from(head('POST /4/storage/descriptors HTTP/1.1', image.length)), image]);
      const sockets = await Promise.all(Array.from({ length: ABANDONED }, open));
      const sent = sockets.map((socket) => new Promise((resolve) => socket.write(request, resolve)));
      await Promise.all(sent);
      for (const socket of sockets) socket.destroy();
      // Whoever comes now is served after what is under way; by then all others would have been worked off before.
      const answer = await me.api.post('/storage/descriptors', { body: image, type: 'image/jpeg' });
      expectBody<Extraction>(answer, 201);
      const second = await me.api.post('/storage/descriptors', { body: image, type: 'image/jpeg' });
      expectBody<Extraction>(second, 201);
      expect(await count()).toBe(2);
    });
  });

  describe('a client that closes its sending half', () => {
    test('[issue 11, 4] still reads its answer', async () => {
      const socket = await open();
      socket.end(Buffer.concat([Buffer.from(head('POST /4/storage/descriptors HTTP/1.1', image.length)), image]));
      const answer = await everything(socket);
      expect(answer).toMatch(/^(HTTP\/1\.1 100 Continue\r\n\r\n)*HTTP\/1\.1 201 /);
      expect(answer).toContain('"faces":[{');
    });

    test('[issue 11, 4] reads the answers of all its requests, in order', async () => {
      const socket = await open();
      const post = Buffer.concat([Buffer.from(head('POST /4/storage/descriptors HTTP/1.1', image.length)), image]);
      socket.end(Buffer.concat([post, Buffer.from(head('GET /4/storage/descriptors/none HTTP/1.1', 0)), post]));
      const answer = await everything(socket);
      const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      expect(statuses.filter((status) => status !== '100')).toEqual(['201', '404', '201']);
    });

    test('[issue 11, 4] with HTTP/1.0, which has no interim answers', async () => {
      const socket = await open();
      socket.end(Buffer.concat([Buffer.from(head('POST /4/storage/descriptors HTTP/1.0', image.length)), image]));
      expect(await everything(socket)).toMatch(/^HTTP\/1\.1 201 /);
    });
  });
});
