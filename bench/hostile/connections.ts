/**
 * `npm run bench:connections -- [--idle 2000] [--slow 1000] [--request-seconds 60] [--keep-seconds 72] [--body-megabytes 512] [--json FILE]`
 *
 * Many connections that want nothing and many that never come to their end, while others read and extract over new connections. Idle ones
 * have had an answer and keep the connection; slow ones send nothing at all, or a header, a JSON body, a picture with and without a length,
 * a byte each half second. The pictures announce twice the memory that all bodies may have. Deadlines are those of the settings: all are waited for,
 * and then the server must be as it was. The long form runs with default settings; a short form is in `npm test`.
 */
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DEFAULT_MODELS_DIR } from '../../src/models/defaultDirectory.ts';
import { ModelDirectory } from '../../src/models/modelDirectory.ts';
import { pullModels } from '../../src/models/pull/pullModels.ts';
import { measured, metricOf, waitFor } from '../../test/support/fuzz/serverState.ts';
import { register, sendJson } from '../support/benchAccount.ts';
import { onePersonPhoto } from '../support/onePersonPhoto.ts';
import { loadOfTree } from '../support/processTree.ts';
import { printReport, type Row } from '../support/report.ts';
import { startServer } from '../support/serverUnderTest.ts';
import { type Ends, HeldConnections, type Sending } from './support/heldConnections.ts';
import { OtherClients, type Told } from './support/otherClients.ts';

const { values } = parseArgs({
  options: {
    idle: { type: 'string', default: '2000' },
    slow: { type: 'string', default: '1000' },
    'request-seconds': { type: 'string', default: '60' },
    'keep-seconds': { type: 'string', default: '72' },
    'body-megabytes': { type: 'string', default: '512' },
    json: { type: 'string' },
  },
});
const [idle, slow] = [Number(values.idle), Number(values.slow)];
const requestSeconds = Number(values['request-seconds']);
const keepSeconds = Number(values['keep-seconds']);
const megabytes = Number(values['body-megabytes']);

const MB = 1024 * 1024;
const PHOTO_SIDE = 480;
const ALONE_MS = 5000;
const PIECE_EACH_MS = 500;
const SAMPLE_MS = 250;
/** Beyond the deadlines; the server looks for late requests now and then, and Node gives a kept connection a second more. */
const GRACE_MS = 10_000;
/** Of the kinds of slow connections two send pictures. */
const KINDS = 5;

const models = new ModelDirectory(process.env.MODELS_DIR || DEFAULT_MODELS_DIR);
await pullModels(models);
const photo = await onePersonPhoto(models, PHOTO_SIDE);
const folder = await mkdtemp(join(tmpdir(), 'luna-bench-connections-'));
const { settings, readMetrics } = await measured();
const server = await startServer({
  DATA_DIR: folder,
  LOG_LEVEL: 'error',
  REQUEST_TIMEOUT_SECONDS: String(requestSeconds),
  KEEP_ALIVE_SECONDS: String(keepSeconds),
  BODY_MEMORY_LIMIT: `${megabytes}MB`,
  BODY_LIMIT: `${Math.min(64, megabytes / 2)}MB`,
  ...settings,
});
const idlers = new HeldConnections(server.url);
const slowOnes = new HeldConnections(server.url);
try {
  const { headers } = await register(server.url);
  const { person_id: person } = await sendJson<{ person_id: string }>(`${server.url}/4/storage/persons`, { headers });
  const others = new OtherClients(server.url, {
    GET: { method: 'GET', path: `/4/storage/persons/${person}`, headers, status: 200 },
    extraction: {
      method: 'POST',
      path: '/4/storage/descriptors?estimate_attributes=1',
      headers: { ...headers, 'Content-Type': 'image/jpeg', 'Content-Length': String(photo.length) },
      body: photo,
      status: 201,
    },
  });
  const alone = await others.during(pause(ALONE_MS));
  const before = await look();
  const most = { ...before };
  const watching = setInterval(async () => {
    const now = await look();
    for (const name of ['files', 'residentBytes'] as const) most[name] = Math.max(most[name], now[name]);
  }, SAMPLE_MS);

  const crowd = async () => {
    await idlers.open(idle, { 'kept after an answer': { start: 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n' } }, 0);
    await slowOnes.open(slow, slowSendings(headers['X-Auth-Token']), PIECE_EACH_MS);
    await Promise.all([idlers.ended(keepSeconds * 1000 + GRACE_MS), slowOnes.ended(requestSeconds * 1000 + GRACE_MS)]);
  };
  const beside = await others.during(crowd());
  clearInterval(watching);
  const ends = new Map([...idlers.ends(), ...slowOnes.ends()]);
  idlers.close();
  slowOnes.close();
  await waitFor(async () => (await look()).files <= before.files, GRACE_MS);
  const after = await look();
  printReport(
    `bench:connections, ${idle} idle and ${slow} slow`,
    [
      ...[...ends].flatMap(([kind, each]) => rowsOf(kind, each)),
      ...rowsOfOthers(alone, beside),
      { what: 'open files and connections before', value: before.files, unit: '' },
      { what: 'open files and connections at most', value: most.files, unit: '' },
      {
        what: `open files and connections more than before${after.files > before.files ? `: ${newIn(after.targets, before.targets)}` : ''}`,
        value: after.files - before.files,
        unit: '',
        reach: '0',
      },
      {
        what: 'memory of bodies still held',
        value: metricOf(await readMetrics(), 'luna_bodies_bytes'),
        unit: 'bytes',
        reach: '0',
      },
      { what: 'resident memory before', value: before.residentBytes / MB, unit: 'MB' },
      { what: 'more at most', value: (most.residentBytes - before.residentBytes) / MB, unit: 'MB', reach: '≤ 300' },
      { what: 'more afterwards', value: (after.residentBytes - before.residentBytes) / MB, unit: 'MB' },
    ],
    values.json,
  );
} finally {
  idlers.close();
  slowOnes.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

async function look(): Promise<{ files: number; targets: readonly string[]; residentBytes: number }> {
  const open = `/proc/${server.pid}/fd`;
  const links = await Promise.all((await readdir(open)).map((file) => readlink(join(open, file)).catch(() => '')));
  // The database keeps each of its own files open from the first use on, and upkeep may be what uses one first.
  const targets = links.filter((target) => target !== '' && !target.startsWith(join(folder, 'database')));
  return { files: targets.length, targets, residentBytes: (await loadOfTree(server.pid)).residentBytes };
}

/** What a failure of CI has to say, where nobody can look again. */
function newIn(after: readonly string[], before: readonly string[]): string {
  return after.filter((target) => !before.includes(target)).join(', ');
}

function slowSendings(token: string): Readonly<Record<string, Sending>> {
  const login = `Host: x\r\nX-Auth-Token: ${token}\r\n`;
  const picture = `POST /4/storage/descriptors HTTP/1.1\r\n${login}Content-Type: image/jpeg\r\n`;
  const announced = Math.ceil((2 * megabytes * MB) / (slow / KINDS));
  return {
    'nothing at all': { start: '' },
    'a header without end': { start: `GET /version HTTP/1.1\r\n${login}X-Slow: `, piece: 'a' },
    'a JSON body by bytes': {
      start: `POST /4/storage/persons HTTP/1.1\r\n${login}Content-Length: 1000\r\n\r\n{"user_data":"`,
      piece: 'a',
    },
    'a picture by bytes': { start: `${picture}Content-Length: ${announced}\r\n\r\n`, piece: 'a' },
    'a picture in chunks of a byte': { start: `${picture}Transfer-Encoding: chunked\r\n\r\n`, piece: '1\r\na\r\n' },
  };
}

function rowsOf(kind: string, { opened, open, firstMs, lastMs, statuses }: Ends): Row[] {
  return [
    { what: `${kind}: connections`, value: opened, unit: '' },
    { what: `${kind}: still open after their deadline`, value: open, unit: '', reach: '0' },
    { what: `${kind}: the first ended after`, value: firstMs / 1000, unit: 's' },
    { what: `${kind}: the last ended after`, value: lastMs / 1000, unit: 's' },
    ...[...statuses].sort().map(([status, value]) => ({ what: `${kind}: told ${status}`, value, unit: '' })),
  ];
}

function rowsOfOthers(alone: ReadonlyMap<string, Told>, beside: ReadonlyMap<string, Told>): Row[] {
  return [...beside].flatMap(([name, { ms, later, failed }]) => [
    { what: `${name} by others`, value: ms.length, unit: 'answers' },
    { what: `${name} by others that failed`, value: failed, unit: '', reach: '0' },
    { what: `${name} by others, told to come again`, value: later, unit: '' },
    { what: `${name} before, median`, value: quantile(alone.get(name)?.ms ?? [], 0.5), unit: 'ms' },
    { what: `${name} beside, median`, value: quantile(ms, 0.5), unit: 'ms' },
    { what: `${name} beside, p99`, value: quantile(ms, 0.99), unit: 'ms' },
  ]);
}

function quantile(all: readonly number[], share: number): number {
  const sorted = [...all].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
