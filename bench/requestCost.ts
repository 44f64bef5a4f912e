/**
 * `npm run bench:request-cost -- [--rounds 6] [--requests 2000] [--json FILE]`
 *
 * What a request costs the server in processor time, by the way it comes: with a token that may do everything or with one that reads and
 * searches three lists, over HTTP/1.1 or over HTTP/2, all with TLS and 8 at a time. The ways take turns, so that a busy machine holds all of
 * them up alike; a ratio is the median of the rounds' own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientHttp2Session, connect } from 'node:http2';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../src/models/modelDirectory.ts';
import { pullModels } from '../src/models/pull/pullModels.ts';
import { Authority } from '../test/integration/support/certificates.ts';
import { onePersonPhoto } from './support/onePersonPhoto.ts';
import { loadOfTree } from './support/processTree.ts';
import { printReport } from './support/report.ts';
import { startServer } from './support/serverUnderTest.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    requests: { type: 'string', default: '2000' },
    json: { type: 'string' },
  },
});
const [rounds, requests] = [Number(values.rounds), Number(values.requests)];
const AT_ONCE = 8;
const LISTS = 3;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
/** @throws when the answer is no success */
type Ask = (asked: Asked) => Promise<void>;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const photo = await onePersonPhoto(models, 480);
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-request-cost-'));
const authority = new Authority(join(folder, 'authority'));
const { certificate, key } = authority.sign('server');
const server = await startServer({
  DATA_DIR: join(folder, 'data'),
  TLS_CERTIFICATE: certificate,
  TLS_KEY: key,
  HTTP2: '1',
  LOG_LEVEL: 'error',
});
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE, ca: authority.text });
let session: ClientHttp2Session | undefined;
try {
  const { all, limited, identify, person } = await prepare();
  const way = (ask: Ask, token: string) => (method: string, path: string) => () =>
    ask({ method, path, headers: { 'x-auth-token': token } });
  const ways = {
    'HTTP/1.1': way(overHttp1, all),
    'with limits': way(overHttp1, limited),
    'HTTP/2': way(overHttp2, all),
  };
  const wishes = { 'get person': ['GET', person], identify: ['POST', identify] } as const;
  const rows = [];
  for (const [wish, [method, path]] of Object.entries(wishes)) {
    const asks = Object.entries(ways).map(([name, make]) => [name, make(method, path)] as const);
    const costs = new Map<string, number[]>(asks.map(([name]) => [name, []]));
    for (const [, ask] of asks) await many(ask, requests);
    for (let round = 0; round < rounds; round++)
      for (const [name, ask] of round % 2 === 0 ? asks : [...asks].reverse()) costs.get(name)?.push(await costOf(ask));
    const plain = costs.get('HTTP/1.1') ?? [];
    rows.push({ what: `${wish}: processor time of a request, HTTP/1.1`, value: median(plain) * 1e6, unit: 'µs' });
    for (const name of ['with limits', 'HTTP/2']) {
      const ratios = (costs.get(name) ?? []).map((cost, round) => cost / (plain[round] ?? Number.NaN));
      rows.push({ what: `${wish}: ${name} to HTTP/1.1 without limits`, value: median(ratios), unit: 'times' });
    }
  }
  printReport('bench:request-cost', rows, values.json);
} finally {
  session?.destroy();
  agent.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** An account with a person in three lists, and two tokens. */
async function prepare() {
  const json = { 'content-type': 'application/json' };
  const [email, password] = ['cost@example.com', 'correct horse'];
  const registration = JSON.stringify({ organization_name: 'Cost', email, password });
  const { token: all } = await send<{ token: string }>('POST', '/4/accounts', json, registration);
  const mine = { 'x-auth-token': all };
  const { person_id } = await send<{ person_id: string }>('POST', '/4/storage/persons', mine);
  const asImage = { ...mine, 'content-type': 'image/jpeg' };
  const { faces } = await send<{ faces: { id: string }[] }>('POST', '/4/storage/descriptors', asImage, photo);
  const face = faces[0]?.id ?? '';
  const person = `/4/storage/persons/${person_id}`;
  await send('PATCH', `${person}/linked_descriptors?do=attach&descriptor_id=${face}`, mine);
  const lists: string[] = [];
  for (let list = 0; list < LISTS; list++) {
    const { list_id } = await send<{ list_id: string }>('POST', '/4/storage/lists?type=persons', mine);
    await send('PATCH', `${person}/linked_lists?do=attach&list_id=${list_id}`, mine);
    lists.push(list_id);
  }
  const basic = { ...json, authorization: `Basic ${btoa(`${email}:${password}`)}` };
  const limits = JSON.stringify({ access: 'read', lists });
  const { token: limited } = await send<{ token: string }>('POST', '/ext/1/tokens', basic, limits);
  return { all, limited, person, identify: `/4/matching/identify?descriptor_id=${face}&list_id=${lists[0]}` };
}

async function send<Body>(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Buffer,
): Promise<Body> {
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    request(server.url + path, { agent, method, headers }, async (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, text: await text(incoming) });
    })
      .on('error', reject)
      .end(body);
  });
  if (answer.status >= 300) throw new Error(`${method} ${path} was answered ${answer.status}: ${answer.text}`);
  return (answer.text === '' ? undefined : JSON.parse(answer.text)) as Body;
}

async function overHttp1({ method, path, headers }: Asked): Promise<void> {
  await send(method, path, headers);
}

/** The server closes a session that had no request while the others had their turns for longer than `KEEP_ALIVE_SECONDS`. */
function openSession(): ClientHttp2Session {
  if (!session || session.closed || session.destroyed)
    session = connect(server.url, { ca: authority.text }).on('error', () => undefined);
  return session;
}

async function overHttp2({ method, path, headers }: Asked): Promise<void> {
  const stream = openSession().request({ ':method': method, ':path': path, ...headers }, { endStream: true });
  const answered = new Promise<number>((resolve, reject) => {
    stream.on('response', ({ ':status': status = 0 }) => resolve(status)).on('error', reject);
  });
  await text(stream);
  const status = await answered;
  if (status >= 300) throw new Error(`${method} ${path} was answered ${status}`);
}

async function many(ask: () => Promise<void>, count: number): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Seconds of processor time that one request costs the server. */
async function costOf(ask: () => Promise<void>): Promise<number> {
  const before = await loadOfTree(server.pid);
  await many(ask, requests);
  return ((await loadOfTree(server.pid)).processorSeconds - before.processorSeconds) / requests;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
