import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { whenAccepted } from './whenAccepted.ts';

it('resolves when each connection that waited was accepted', async () => {
  const server = createServer();
  let accepted = 0;
  server.on('connection', (socket) => {
    accepted++;
    socket.on('error', () => undefined);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets = Array.from({ length: 30 }, () => connect(port, '127.0.0.1'));
  // The kernel has them; this process has not had a turn of the event loop.
  const until = performance.now() + 50;
  while (performance.now() < until);
  await whenAccepted(server);
  server.close();
  expect(accepted).toBe(30);
  for (const socket of sockets) socket.destroy();
});

it('ends at once where nobody waits', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  await whenAccepted(server);
  expect(server.listenerCount('connection')).toBe(0);
  server.close();
});
