import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { ByteBudget } from '../concurrency/memory/byteBudget.ts';
import { createAdminServer } from './adminServer.ts';
import type { AdminServices } from './operation.ts';

it('a connection that sends thousands of requests and waits for no answer ends, and keeps nobody waiting', async () => {
  const answered: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void answered.push(line) });
  const server = await createAdminServer({
    services: {} as AdminServices,
    key: 'a-key-of-the-administrator',
    version: '0.0.0',
    log,
    clientAddress: () => '127.0.0.1',
    audit: undefined,
    requestTimeout: 10_000,
    bodyMemory: new ByteBudget('memory for bodies', 1e6),
  });
  try {
    await server.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    socket.resume();
    socket.write('GET /service HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2000));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(answered.length).toBeLessThan(10);
  } finally {
    server.server.closeAllConnections();
    await server.close();
  }
});
