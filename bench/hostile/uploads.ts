/**
 * Forty uploads of 60 MB at once, of every kind and from every kind of client, with default settings: what memory the
 * service takes, and how long `/livez` takes meanwhile. The server and the senders are processes of their own.
 *
 * The delay of the event loop and what one turn of it works (processor time of the HTTP thread alone) come from inside the
 * server: on a machine that does other work too, `/livez` mostly tells how long the thread waits for a core.
 * Usage: npm run bench:uploads [-- --form image|base64|archive|multipart|json] [-- --client "no token"|"bad token"|account]
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startServer } from '../support/serverUnderTest.ts';
import type { UploadOrder, UploadStatuses } from './sendUploads.ts';

const MB = 1024 * 1024;
const COUNT = 40;
const BYTES = 60 * MB;
const SAMPLE_MS = 20;

const { values: only } = parseArgs({ options: { form: { type: 'string' }, client: { type: 'string' } } });

const folder = await mkdtemp(join(tmpdir(), 'bench-uploads-'));
const server = await startServer({ DATA_DIR: join(folder, 'data') });
await server.watchTurns();
const senders = fork(new URL('./sendUploads.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });

const account = { organization_name: 'Uploads', email: 'uploads@example.com', password: 'correct horse 9' };
const registered = await fetch(`${server.url}/4/accounts`, { method: 'POST', body: JSON.stringify(account) });
const { token } = (await registered.json()) as { token: string };

const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x10\0\0\0\x10\0\x08\x02\0\0\0';
const PART =
  '--b\r\nContent-Disposition: form-data; name="images"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff';
const KINDS = {
  image: { path: '/4/storage/descriptors', type: 'image/png', start: PNG },
  base64: { path: '/4/storage/descriptors', type: 'image/x-jpeg-base64', start: '/9j/' },
  archive: { path: '/4/storage/descriptors', type: 'application/x-vl-xpk', start: 'LB3X\x01' },
  multipart: { path: '/4/liveness', type: 'multipart/form-data; boundary=b', start: PART },
  json: { path: '/4/storage/persons', type: 'application/json', start: '{"user_data":"' },
};
const CLIENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no token': {},
  'bad token': { 'X-Auth-Token': '16fd2706-8baf-433b-82eb-8c7fada847da' },
  account: { 'X-Auth-Token': token },
};

/** All of them, or the one that was asked for. */
function chosen<Value>(
  all: Readonly<Record<string, Value>>,
  name: string | undefined,
): readonly (readonly [string, Value])[] {
  const entries = Object.entries(all).filter(([each]) => name === undefined || each === name);
  if (entries.length === 0) throw new Error(`${name} is none of ${Object.keys(all).join(', ')}`);
  return entries;
}

/** Bytes in memory now, as the kernel counts them. */
async function residentBytes(): Promise<number> {
  const status = await readFile(`/proc/${server.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function livezMs(): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get(`${server.url}/livez`, { agent }, (incoming) => {
      incoming.resume().on('end', () => resolve(performance.now() - start));
    }).on('error', reject);
  });
}

/** Samples until the work is done. */
async function watch(work: Promise<unknown>): Promise<{ readonly rss: number; readonly livez: number }> {
  let done = false;
  void work.finally(() => {
    done = true;
  });
  const worst = { rss: 0, livez: 0 };
  while (!done) {
    worst.livez = Math.max(worst.livez, await livezMs());
    worst.rss = Math.max(worst.rss, await residentBytes());
    await pause(SAMPLE_MS);
  }
  return worst;
}

async function send(order: UploadOrder): Promise<UploadStatuses> {
  const answer = once(senders, 'message');
  senders.send(order);
  const [statuses] = (await answer) as [UploadStatuses];
  return statuses;
}

const quiet = await watch(pause(2000));
console.log(`idle: RSS ${Math.round(quiet.rss / MB)} MB, worst /livez ${quiet.livez.toFixed(1)} ms`);
const worst = { rss: 0, livez: 0, turn: 0 };
for (const [client, credentials] of chosen(CLIENTS, only.client)) {
  for (const [kind, { path, type, start }] of chosen(KINDS, only.form)) {
    for (const chunked of [false, true]) {
      const headers = { ...credentials, 'Content-Type': type };
      await server.reset();
      const sending = send({ url: `${server.url}${path}`, headers, bytes: BYTES, count: COUNT, chunked, start });
      const { rss, livez } = await watch(sending);
      worst.rss = Math.max(worst.rss, rss);
      worst.livez = Math.max(worst.livez, livez);
      const { loopDelayMs, turnMs } = await server.report();
      worst.turn = Math.max(worst.turn, turnMs.max);
      const loop = `loop delay ${loopDelayMs.max.toFixed(1)} ms, longest turn ${turnMs.max.toFixed(1)} ms`;
      const form = `${client}, ${kind}${chunked ? ' in chunks' : ''}`.padEnd(32);
      const figures = `RSS ${Math.round(rss / MB)} MB, worst /livez ${livez.toFixed(1)} ms, ${loop}`;
      console.log(`${form} ${figures}, answers ${JSON.stringify(await sending)}`);
    }
  }
}
console.log(
  `worst: RSS ${Math.round(worst.rss / MB)} MB (limit 1536), /livez ${worst.livez.toFixed(1)} ms (limit 50; idle ${quiet.livez.toFixed(1)})`,
);
console.log(`longest turn of the event loop: ${worst.turn.toFixed(1)} ms of processor time`);
agent.destroy();
senders.kill();
await server.stop();
await rm(folder, { recursive: true, force: true });
