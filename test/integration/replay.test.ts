import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiCalls, accountAt } from '../support/apiAccount.ts';
import { facePhotos } from '../support/images/facePhotos.ts';
import { type OldServer, startOldServer } from '../support/oldServer/oldServer.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Outcome, type Serving, serve, start } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-replay-'));
const SETTINGS = { DATA_DIR: join(folder, 'data'), VISION_WORKERS: '1', COMPATIBILITY: 'lp3' };
const PASSWORD = 'secret:word';
const FACES = 3;

const account = new OldAccount('replay@example.com', PASSWORD, 'Old');
const token = account.addToken('door');
let photos: Buffer[];
let old: OldServer;
let here: Serving;
let api: ApiCalls;

beforeAll(async () => {
  photos = await facePhotos(FACES);
  const guests = account.addList('persons', 'guests');
  for (let index = 0; index < 12; index++) {
    const person = account.addPerson(`person ${index}`, index % 2 === 0 ? `id-${index}` : null);
    guests.members.add(person.id);
    if (index < FACES) account.addDescriptor(photos[index], undefined, person);
  }
  old = await startOldServer([account]);
  here = await serve(SETTINGS);
  api = accountAt(() => here.url, token);
  const args = ['--login', account.email, '--journal', join(folder, 'i.jsonl'), '--self-match', '0', '--rate', '200'];
  const imported = await run(['import', '--from', old.url, ...args], { ...SETTINGS, LUNA_PASSWORD: PASSWORD });
  expect(imported.code, imported.stderr).toBe(0);
});
afterAll(async () => {
  await Promise.all([old?.close(), here?.end('SIGTERM')]);
  rmSync(folder, { recursive: true, force: true });
});

const summaryOf = ({ stdout, stderr }: Outcome) => {
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
};
const replay = (...args: string[]) => run(['replay', '--json', ...args], {});

/** Runs the proxy while clients do something, and ends it by a signal. */
async function record(args: readonly string[], clients: (proxy: string) => Promise<void>): Promise<Outcome> {
  const child = start(['replay', '--log', 'proxy', '--json', '--listen', '127.0.0.1:0', ...args], {});
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const proxy = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      const [, address] = /recording: (http:\S+)/.exec(stderr) ?? [];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(stderr)));
  });
  await clients(proxy);
  child.kill('SIGTERM');
  return { code: await ended, stdout, stderr };
}

const recording = join(folder, 'clients.recording.jsonl');
const ask = async (proxy: string, path: string, headers: Record<string, string> = { 'X-Auth-Token': token }) => {
  const answer = await fetch(`${proxy}/4${path}`, { headers });
  await answer.arrayBuffer();
  return answer.status;
};

it('records before the old server and replays: clients notice nothing', async () => {
  const [person] = account.persons.values();
  const outcome = await record(['--old', old.url, '--new', here.url, '--out', recording], async (proxy) => {
    const basic = { Authorization: `Basic ${Buffer.from(`${account.email}:${PASSWORD}`).toString('base64')}` };
    for (const path of ['/storage/persons?page_size=5', '/storage/persons?page=2&page_size=5', '/storage/lists']) {
      expect(await ask(proxy, path)).toBe(200);
    }
    expect(await ask(proxy, `/storage/portraits/${person?.descriptors[0]}`)).toBe(200);
    expect(await ask(proxy, '/storage/persons/6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a1')).toBe(404);
    expect(await ask(proxy, '/storage/persons', { 'X-Auth-Token': '6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a1' })).toBe(401);
    expect(await ask(proxy, '/account', basic)).toBe(200);
    expect(await ask(proxy, '/account/tokens', basic)).toBe(200);
    await accountAt(() => proxy, token).call('POST', '/storage/persons', { user_data: 'made while it was recorded' });
    old.fault = () => 'cut';
    await ask(proxy, '/storage/lists').catch(() => undefined);
    old.fault = () => undefined;
  });
  expect(summaryOf(outcome)).toMatchObject({ requests: 10, breaks: 0, decides: 0, left_out: 4 });
  expect(outcome.code).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, 'clients.replay.json'), 'utf8'));
  expect(report.left_out_because).toEqual({
    'it is about passwords or tokens': 1,
    'it changes something, and --writes was not given': 1,
    'its token or login was not given': 1,
    'the old server gave no answer': 1,
  });
  expect(readFileSync(join(folder, 'clients.replay.html'), 'utf8')).toContain('Clients notice nothing in 6 requests');
});

it('a recording holds no token and no password, and only its owner reads it', () => {
  const text = readFileSync(recording, 'utf8');
  expect(text).not.toContain(token);
  expect(text).not.toContain(Buffer.from(`${account.email}:${PASSWORD}`).toString('base64'));
  expect(Buffer.from(text, 'base64').includes(PASSWORD)).toBe(false);
  expect(statSync(recording).mode & 0o777).toBe(0o600);
});

it('names what clients would notice, and says so by its exit code', async () => {
  const [first, second] = [...account.persons.values()].reverse();
  await api.call('DELETE', `/storage/persons/${first?.id}`).catch(() => undefined);
  const [third] = [...account.persons.values()].reverse().slice(2);
  await api.call('PATCH', `/storage/persons/${third?.id}`, { user_data: 'another name' });
  expect(second).toBeDefined();
  const tokens = join(folder, 'tokens');
  writeFileSync(tokens, `6b36ff12-1c9a-4a26-9ea0-91b3d7f1d1a9\n${token.toUpperCase()}\n`);
  const outcome = await replay('--log', recording, '--new', here.url, '--token-file', tokens);
  expect(outcome).toMatchObject({ code: 7, stderr: expect.stringContaining('clients would notice something') });
  expect(summaryOf(outcome).breaks).toBeGreaterThan(0);
  const { findings } = JSON.parse(readFileSync(join(folder, 'clients.replay.json'), 'utf8'));
  expect(findings).toContainEqual(
    expect.objectContaining({
      ...{
        operation: 'GET /4/storage/persons',
        grade: 'breaks',
        rule: 'value',
        where: 'persons[].user_data',
        count: 1,
      },
      examples: [expect.objectContaining({ here: 'another name' })],
    }),
  );
  const without = await replay('--log', recording, '--new', here.url, '--report', join(folder, 'without'));
  expect(summaryOf(without)).toMatchObject({ requests: 10, left_out: 10 });
});

it('an access log: both servers are asked', async () => {
  const log = join(folder, 'access.log');
  const line = (request: string) => `10.0.0.1 - - [01/Apr/2019:00:00:01 +0000] "${request} HTTP/1.1" 200 17 "-" "curl"`;
  const requests = [
    'GET /4/storage/lists',
    'GET /favicon.ico',
    'POST /4/matching/search?list_id=x',
    'GET /4/storage/nothing',
  ];
  writeFileSync(log, requests.map(line).join('\n'));
  const asked = old.asked.length;
  const outcome = await replay('--log', log, '--old', old.url, '--new', here.url, '--token', token);
  expect(summaryOf(outcome)).toMatchObject({ requests: 3, left_out: 1 });
  expect(old.asked.length - asked).toBe(2);
});

it('with --writes what is made gets another id, under which later requests find it; searches by photo are compared', async () => {
  const out = join(folder, 'writes.recording.jsonl');
  await record(['--old', here.url, '--out', out, '--with-secrets'], async (proxy) => {
    const { call } = accountAt(() => proxy, token);
    const { person_id } = await call('POST', '/storage/persons', { user_data: 'made' });
    const { faces } = await call('POST', '/storage/descriptors', photos[1]);
    await call('PATCH', `/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${faces[0].id}`);
    const { lists } = await call('GET', '/storage/lists');
    const { candidates } = await call('POST', `/matching/search?list_id=${lists.person_lists[0].id}`, photos[2]);
    expect(candidates[0].similarity).toBe(1);
    await call('GET', `/storage/descriptors/${faces[0].id}`);
    await call('POST', `/matching/verify?descriptor_id=${faces[0].id}&person_id=${person_id}`);
  });
  expect(readFileSync(out, 'utf8')).toContain(token);
  const outcome = await replay('--log', out, '--new', here.url, '--writes');
  const { breaks, decides, left_out, decisions } = summaryOf(outcome);
  const { findings } = JSON.parse(readFileSync(join(folder, 'writes.replay.json'), 'utf8'));
  // When something was made or changed differs, and nothing else.
  expect(findings.filter(({ where }: { where: string }) => !where.endsWith('last_update'))).toEqual([]);
  expect({ breaks, decides, left_out }).toEqual({ breaks: 1, decides: 0, left_out: 0 });
  expect(decisions).toEqual({ 'same person': 2 });
});

it('says what is missing', async () => {
  const log = join(folder, 'access.log');
  for (const [args, message] of [
    [['--log', 'proxy'], '--old says'],
    [['--log', join(folder, 'nothing')], 'cannot be read (ENOENT)'],
    [['--log', recording], '--new says'],
    [['--log', log, '--new', here.url, '--token', token], 'give --old'],
    [['--log', log, '--new', here.url, '--old', old.url], 'give --token or --login'],
    [['--log', 'proxy', '--old', old.url, '--out', recording], 'exists'],
    [['--log', log, '--old', `${old.url}/4`], 'without a path'],
  ] as const) {
    const outcome = await replay(...args);
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
  }
});
