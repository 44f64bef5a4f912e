import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { Connections } from './connections.ts';

const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

it('answers a request that is on its way on a kept connection when the server stops listening, and says that it is the last', async () => {
  const server = createServer((_request, answer) => answer.end('done'));
  const connections = new Connections(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.write(REQUEST);
  await once(socket, 'data');
  text = '';
  // The kernel has it; the server has not had a turn of the event loop to read it.
  socket.write(REQUEST);
  connections.keepIdle();
  server.close();
  connections.beginClosing();
  await once(socket, 'end');
  expect(text).toMatch(/^HTTP\/1\.1 200 /);
  expect(text).toMatch(/^connection: close\r$/im);
  connections.stop();
});

it('ends a connection that was silent', async () => {
  const server = createServer();
  const connections = new Connections(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await accepted;
  connections.keepIdle();
  server.close();
  connections.beginClosing();
  await once(socket.resume(), 'close');
  connections.stop();
});
