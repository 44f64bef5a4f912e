import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerInTurn } from './answerInTurn.ts';

let server: Server;
let serve: (request: IncomingMessage, response: ServerResponse) => void;
const seen: string[] = [];

beforeEach(async () => {
  seen.length = 0;
  serve = (_request, response) => response.end('ok');
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    serve(request, response);
  });
  answerInTurn(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function open() {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const client = { socket, text: '', isClosed: false, answers: () => client.text.match(/200 OK/g)?.length ?? 0 };
  socket.on('data', (chunk) => {
    client.text += chunk;
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    client.isClosed = true;
  });
  return client;
}

const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
const many = (count: number, more = '') => Array.from({ length: count }, (_, index) => get(`/${index}`, more)).join('');

it('begins a request when the one before it is answered', async () => {
  const answers: ServerResponse[] = [];
  serve = (_request, response) => answers.push(response);
  const client = open();
  client.socket.write(get('/a') + get('/b') + get('/c'));
  for (const [index, target] of ['/a', '/b', '/c'].entries()) {
    await expect.poll(() => seen.at(-1)).toBe(target);
    expect(seen).toHaveLength(index + 1);
    answers[index]?.end(`to ${target}`);
  }
  await expect.poll(() => client.text).toMatch(/to \/a.*to \/b.*to \/c/s);
});

it('lets others have their turn between them', async () => {
  const [crowd, other] = [open(), open()];
  await once(other.socket, 'connect');
  crowd.socket.write(many(900));
  serve = (request, response) => {
    if (request.url === '/0') other.socket.write(get('/other'));
    response.end('ok');
  };
  await expect.poll(() => crowd.answers(), { timeout: 10_000 }).toBe(900);
  expect(seen.indexOf('/other')).toBeLessThan(300);
});

it('answers all that are sent, in pieces as in one', async () => {
  const client = open();
  const text = many(5000, `X: ${'x'.repeat(500)}\r\n`);
  client.socket.write(text);
  await expect.poll(() => client.answers(), { timeout: 20_000 }).toBe(5000);
  expect(seen).toEqual(Array.from({ length: 5000 }, (_, index) => `/${index}`));
});

it('begins none whose client has left', async () => {
  const answers: ServerResponse[] = [];
  serve = (_request, response) => answers.push(response);
  const client = open();
  client.socket.write(many(10));
  await expect.poll(() => answers.length).toBe(1);
  const closed = once(answers[0] as ServerResponse, 'close');
  client.socket.destroy();
  await closed;
  const later = open();
  later.socket.write(get('/later'));
  await expect.poll(() => seen).toContain('/later');
  expect(seen).toEqual(['/0', '/later']);
});

it('ends a connection that never waits for an answer', async () => {
  const client = open();
  client.socket.write(many(2000));
  await expect.poll(() => client.isClosed).toBe(true);
  expect(seen.length).toBeLessThan(10);
});

it('reads bodies of requests that waited', async () => {
  const body = 'x'.repeat(200_000);
  serve = (request, response) => {
    let length = 0;
    request.on('data', (chunk) => {
      length += chunk.length;
    });
    request.on('end', () => response.end(`${length} bytes`));
  };
  const client = open();
  const post = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  client.socket.write(post.repeat(40));
  await expect.poll(() => client.text.match(/200000 bytes/g), { timeout: 20_000 }).toHaveLength(40);
});
