import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { answerHalfClosed } from './clientSignal.ts';

test('however often a half-closed connection is asked, one listener waits for its end', async () => {
  const PROBES = 6;
  const app = Fastify();
  answerHalfClosed(app);
  const listeners: number[] = [];
  let answerNow = () => {};
  const isAsked = new Promise<void>((resolve) => {
    answerNow = resolve;
  });
  app.get('/', async (_request, reply) => {
    listeners.push(reply.raw.listenerCount('close'));
    await isAsked;
    listeners.push(reply.raw.listenerCount('close'));
    return 'done';
  });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  try {
    const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    socket.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.split('100 Continue').length > PROBES) answerNow();
    });
    await once(socket, 'end');
    expect(text).toContain('done');
    const [before = 0, after = 0] = listeners;
    expect(after - before).toBeLessThanOrEqual(1);
  } finally {
    await app.close();
  }
});
