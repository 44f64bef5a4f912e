import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { ByteBudget } from '../concurrency/memory/byteBudget.ts';
import { AdminError } from './adminError.ts';
import { createAdminServer } from './adminServer.ts';
import { JSON_LINES } from './answerInLines.ts';
import type { AdminServices } from './operation.ts';

type Server = Awaited<ReturnType<typeof createAdminServer>>;

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    const closing = server.close();
    // Those that a client keeps open.
    server.server.closeAllConnections();
    await closing;
  }
});

/** A server whose only work is the move of portraits, or a backup. */
async function serverOf(services: Partial<AdminServices>) {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const server = await createAdminServer({
    services: services as AdminServices,
    key: undefined,
    version: '0.0.0',
    log,
    clientAddress: () => '127.0.0.1',
    audit: undefined,
    requestTimeout: 10_000,
    bodyMemory: new ByteBudget('memory for bodies', 1e6),
  });
  open.push(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  return { server, lines, port, url: `http://127.0.0.1:${port}` };
}

const move = (url: string, accept: string, signal?: AbortSignal) =>
  fetch(`${url}/portraits/move`, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: '{"to":"files"}',
    ...(signal && { signal }),
  });

const DONE = { moved: 2, bytes: 20, total: 2, orphans: 0 };

it('tells each event and the result to who asks for lines, the result alone to others', async () => {
  const { url } = await serverOf({
    portraitMove: {
      async run(_to, _signal, onProgress) {
        onProgress({ moved: 1, bytes: 10, total: 2 });
        return DONE;
      },
    },
  });
  const lines = (await (await move(url, JSON_LINES)).text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual([{ event: { moved: 1, bytes: 10, total: 2 } }, { result: { to: 'files', ...DONE } }]);
  expect(await (await move(url, 'application/json')).json()).toEqual({ to: 'files', ...DONE });
});

it('a failure has its status before the first event, and is the last line after it', async () => {
  let told = false;
  const { url } = await serverOf({
    portraitMove: {
      async run(_to, _signal, onProgress) {
        if (told) onProgress({ moved: 1, bytes: 10, total: 2 });
        throw new AdminError('conflict', 'not now');
      },
    },
  });
  const early = await move(url, JSON_LINES);
  expect([early.status, await early.json()]).toEqual([409, { error: 'conflict', detail: 'not now' }]);
  told = true;
  const late = await move(url, JSON_LINES);
  expect(late.status).toBe(200);
  expect((await late.text()).trim().split('\n').at(-1)).toBe('{"error":"conflict","detail":"not now"}');
});

/** Work that only its signal ends. */
function endless() {
  const work = { begun: 0, reason: undefined as unknown };
  const run: AdminServices['portraitMove']['run'] = async (_to, signal, onProgress) => {
    work.begun++;
    onProgress({ moved: 0, bytes: 0, total: 2 });
    await pause(60_000, undefined, { signal }).catch(() => {
      work.reason = signal.reason;
      throw signal.reason;
    });
    return DONE;
  };
  return { work, services: { portraitMove: { run } } };
}

it.each([JSON_LINES, 'application/json'])('ends when the client leaves: %s', async (accept) => {
  const { work, services } = endless();
  const { url, lines } = await serverOf(services);
  const leaving = new AbortController();
  const asked = move(url, accept, leaving.signal).then((answer) => answer.text());
  while (work.begun === 0) await pause(5);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  while (!work.reason) await pause(5);
  expect(work.reason).toMatchObject({ message: 'the client has left' });
  expect(lines).toContainEqual(
    expect.objectContaining({
      msg: 'long operation stopped: its client left',
      method: 'POST',
      route: '/portraits/move',
    }),
  );
});

it('ends when the server closes, and says so', async () => {
  const { work, services } = endless();
  const { url, server } = await serverOf(services);
  const asked = move(url, JSON_LINES).then((answer) => answer.text());
  while (work.begun === 0) await pause(5);
  const closing = server.close();
  expect((await asked).trim().split('\n').at(-1)).toBe('{"error":"unavailable","detail":"the server closes"}');
  // Those that a client keeps open.
  server.server.closeAllConnections();
  await closing;
});

it('a file comes piece by piece, and its maker is told when the client has left', async () => {
  const state = { pieces: 0, isClosed: false };
  const backup = async function* () {
    try {
      for (;;) {
        state.pieces++;
        yield Buffer.alloc(64 * 1024);
      }
    } finally {
      state.isClosed = true;
    }
  };
  const { port } = await serverOf({ backup });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /backup HTTP/1.1\r\nHost: admin\r\n\r\n');
  await once(socket, 'readable');
  await pause(200);
  const before = state.pieces;
  await pause(200);
  // Nobody reads: no more is made than the system holds.
  expect(state.pieces).toBe(before);
  expect(state.isClosed).toBe(false);
  socket.destroy();
  while (!state.isClosed) await pause(5);
});

it('a file that breaks off is no whole answer', async () => {
  const backup = async function* () {
    yield Buffer.from('half');
    throw new Error('the disk is gone');
  };
  const { port, lines } = await serverOf({ backup });
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /backup HTTP/1.1\r\nHost: admin\r\n\r\n');
  const answer = await text(socket).catch(() => '');
  // The last piece of a chunked answer is empty.
  expect(answer.endsWith('0\r\n\r\n')).toBe(false);
  expect(lines.some(({ msg }) => msg === 'a file could not be sent to its end')).toBe(true);
});
