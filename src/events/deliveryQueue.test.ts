import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { DeliveryQueue, type QueueOptions } from './deliveryQueue.ts';
import { sign } from './signature.ts';

/** Real receivers on real sockets. */
type Receive = (request: IncomingMessage, response: ServerResponse) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function receiver(receive: Receive): Promise<URL> {
  const server = createServer(receive).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/internal/lps_event`);
}

function queue(options: Partial<QueueOptions> = {}) {
  const told: string[] = [];
  const log = {
    info: (_: object, message: string) => told.push(message),
    warn: (_: object, m: string) => told.push(m),
  };
  const pause = { firstMs: 1, longestMs: 5 };
  const made = new DeliveryQueue({
    limit: 100,
    memory: 1e6,
    timeout: 5000,
    attempts: 3,
    signatureKey: '',
    pause,
    log,
    ...options,
  });
  return { made, told };
}

const message = (url: URL, body = '{"a":1}') => ({ url, bytes: body.length, body: async () => body });

describe('the queue of events', () => {
  it('posts JSON, signed, and waits at the end for what is under way', async () => {
    const received: { body: string; headers: IncomingMessage['headers'] }[] = [];
    const url = await receiver(async (request, response) => {
      received.push({ body: await text(request), headers: request.headers });
      response.writeHead(204).end();
    });
    const { made } = queue({ signatureKey: 'key' });
    for (let number = 0; number < 20; number++) made.push(message(url, `{"number":${number}}`));
    await made.close(5000);
    expect(received.map(({ body }) => JSON.parse(body).number).sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(headers['content-type']).toBe('application/json');
    const signature = String(headers['x-luna-signature']);
    expect(sign(body, 'key', Number(/^t=(\d+)/.exec(signature)?.[1]))).toBe(signature);
    expect(made.statistics).toMatchObject({ queued: 0, delivered: 20, dropped: 0 });
  });

  it('drops what finds no memory, for all receivers together, and has room again when others have left', async () => {
    const waiting: ServerResponse[] = [];
    const urls = [await receiver((_, response) => waiting.push(response)), await receiver((_, r) => waiting.push(r))];
    const { made } = queue({ memory: 100 });
    for (const url of urls) made.push(message(url, 'x'.repeat(40)));
    for (const url of urls) made.push(message(url, 'x'.repeat(40)));
    expect(made.statistics).toMatchObject({ queued: 2, dropped: 2 });
    await expect.poll(() => waiting.length).toBe(2);
    for (const response of waiting) response.writeHead(204).end();
    await expect.poll(() => made.statistics.delivered).toBe(2);
    for (const url of urls) made.push(message(url, 'x'.repeat(40)));
    expect(made.statistics).toMatchObject({ queued: 2, dropped: 2 });
    await made.close(0);
  });

  it('tries again after 503 and after a broken connection', async () => {
    let asked = 0;
    const url = await receiver((request, response) => {
      asked++;
      if (asked === 1) response.writeHead(503).end('later');
      else if (asked === 2) request.socket.destroy();
      else response.end('ok');
    });
    const { made, told } = queue();
    made.push(message(url));
    await made.close(5000);
    expect(made.statistics).toMatchObject({ delivered: 1, retried: 2, givenUp: 0 });
    expect(told).toEqual(['the receiver of events does not answer', 'the receiver of events answers again']);
  });

  it.each([301, 302, 307, 308, 400, 404])('%i is a refusal: not followed, not repeated', async (status) => {
    let asked = 0;
    let followed = 0;
    const elsewhere = await receiver((_request, response) => {
      followed++;
      response.end();
    });
    const url = await receiver((_request, response) => {
      asked++;
      response.writeHead(status, { location: elsewhere.href }).end();
    });
    const { made } = queue();
    made.push(message(url));
    await made.close(5000);
    expect([asked, followed]).toEqual([1, 0]);
    expect(made.statistics).toMatchObject({ refused: 1, retried: 0 });
  });

  it('a receiver that hangs is left after the time-out, and given up in the end', async () => {
    const url = await receiver(() => undefined);
    const { made } = queue({ timeout: 20 });
    made.push(message(url));
    await made.close(5000);
    expect(made.statistics).toMatchObject({ queued: 0, retried: 2, givenUp: 1 });
  });

  it('rubbish without end costs nothing', async () => {
    const url = await receiver((_request, response) => {
      const pour = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', pour);
      };
      pour();
    });
    const { made } = queue();
    made.push(message(url));
    await made.close(5000);
    expect(made.statistics).toMatchObject({ delivered: 1 });
  });

  it('is bounded: drops the newest, counts them, says so once', async () => {
    const { made, told } = queue({ limit: 5, pause: { firstMs: 10_000, longestMs: 10_000 } });
    const url = new URL('http://127.0.0.1:9/');
    for (let number = 0; number < 50; number++) made.push(message(url));
    expect(made.statistics).toMatchObject({ queued: 5, dropped: 45 });
    expect(told.filter((line) => line.includes('full'))).toHaveLength(1);
    await made.close(1);
    expect(told.at(-1)).toContain('lost');
  });

  it('a dead receiver neither holds up another nor takes its room', async () => {
    let asked = 0;
    const url = await receiver((_request, response) => {
      asked++;
      response.end();
    });
    const { made } = queue({ limit: 1, pause: { firstMs: 10_000, longestMs: 10_000 } });
    for (let number = 0; number < 3; number++) made.push(message(new URL('http://127.0.0.1:9/')));
    made.push(message(url));
    await expect.poll(() => asked).toBe(1);
    expect(made.statistics).toMatchObject({ dropped: 2 });
    await made.close(1);
  });

  it('sends nothing after it was closed, neither what waited nor what failed at that moment', async () => {
    let asked = 0;
    const url = await receiver(() => {
      // Never answered: under way when the queue closes.
      asked++;
    });
    const { made } = queue({ attempts: 100 });
    for (let number = 0; number < 20; number++) made.push(message(url));
    await expect.poll(() => asked).toBe(4);
    let finish: (body: string) => void = () => undefined;
    const other = await receiver((_request, response) => {
      asked++;
      response.end();
    });
    made.push({ url: other, bytes: 2, body: () => new Promise<string>((resolve) => (finish = resolve)) });
    await made.close(1);
    const before = asked;
    finish('{}');
    // Pauses are 5 ms at most: a queue that went on would have asked again many times.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked).toBe(before);
  });
});
