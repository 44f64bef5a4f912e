import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repairTarget } from './repairTarget.ts';

let server: Server;
const seen: string[] = [];
beforeEach(async () => {
  seen.length = 0;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push(`${request.url} ${body} ${request.socket.remoteAddress}`);
    response.end('ok');
  });
  server.on('clientError', (error, socket) => {
    if (!repairTarget(server, error, socket)) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const open = () => connect((server.address() as AddressInfo).port, '127.0.0.1');

/** What comes back until the server closes the connection. */
async function exchange(parts: readonly string[]): Promise<string> {
  const socket = open();
  let text = '';
  for (const part of parts) {
    socket.write(part);
    const [chunk] = await once(socket, 'data');
    text += chunk;
  }
  socket.end();
  for await (const chunk of socket) text += chunk;
  return text;
}

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`;

test('UTF-8 in a target is escaped, also in later requests of the connection', async () => {
  const text = await exchange([get('/a?x=ž'), get('/b'), get('/c/猫?y=%41'), get('/d')]);
  expect(text.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(4);
  expect(seen.map((each) => each.split(' ')[0])).toEqual(['/a?x=%C5%BE', '/b', '/c/%E7%8C%AB?y=%41', '/d']);
});

test('the body and the address of the client are kept', async () => {
  const head = 'POST /a?x=ž HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nConnection: close\r\n\r\n';
  expect(await exchange([`${head}hello`])).toContain('200 OK');
  expect(seen).toEqual(['/a?x=%C5%BE hello 127.0.0.1']);
});

test('a body that comes later', async () => {
  const socket = open();
  const body = 'x'.repeat(300_000);
  socket.write(`POST /a?x=ž HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`);
  await once(server, 'request');
  socket.end(body);
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect(text).toContain('200 OK');
  expect(seen).toEqual([`/a?x=%C5%BE ${body} 127.0.0.1`]);
});

test('as many on one connection as the client likes', async () => {
  const socket = open();
  for (let index = 0; index < 2500; index += 1) {
    socket.write(get('/a?x=ž'));
    await once(socket, 'data');
  }
  expect(seen).toHaveLength(2500);
  socket.destroy();
});

test('bytes behind a request that is repaired again are kept', async () => {
  const socket = open();
  socket.write(get('/a?x=ž'));
  await once(socket, 'data');
  const body = '0123456789'.repeat(30_000);
  const head = `POST /b?x=ž HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n`;
  socket.end(`${head}${body}${get('/c')}`);
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect(text.match(/200 OK/g)).toHaveLength(2);
  expect(seen).toContain('/c  127.0.0.1');
  expect(seen.includes(`/b?x=%C5%BE ${body} 127.0.0.1`)).toBe(true);
});

test('a connection that idles ends as any other', async () => {
  server.keepAliveTimeout = 50;
  const socket = open();
  for (const target of ['/a?x=ž', '/b?x=ž']) {
    socket.write(get(target));
    await once(socket, 'data');
  }
  await once(socket, 'close');
});

test.each(['GET a HTTP/1.1\r\n\r\n', 'GET /\u0001 HTTP/1.1\r\n\r\n', 'GET ž HTTP/1.1\r\n\r\n', 'hello\r\n\r\n'])(
  '%j is refused as before',
  async (text) => {
    expect(await exchange([text])).toContain('400');
    expect(seen).toEqual([]);
  },
);

test('a packet full of bytes beyond ASCII is refused as fast as it is read', { timeout: 10_000 }, async () => {
  // A time-out of its own: each byte was tried against each, which took half a minute and now takes milliseconds.
  expect(await exchange([`GET /${'ž'.repeat(30_000)}`])).toContain('400');
});

test('a client that leaves closes the connection', async () => {
  const socket = open();
  socket.write(get('/a?x=ž'));
  await once(socket, 'data');
  socket.destroy();
  await expect.poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count)))).toBe(0);
});
