import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/databases/openStore.ts';
import { type DescriptorId, newId } from '../../src/domain/ids.ts';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { anAccount, clock } from './store/support/rows.ts';
import { serve } from './support/commandLine.ts';

const EMAIL = 'auditor@example.com';
const PASSWORD = 'not-in-any-line-7';
const WRONG_PASSWORD = 'wrong-and-not-in-a-line';
const USER_DATA = 'Jane Doe, room 12';
const CLIENT = '203.0.113.9';
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

const folder = mkdtempSync(join(tmpdir(), 'luna-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Readonly<Record<string, unknown>>;
interface Made {
  readonly token: string;
  readonly token_id: string;
  readonly person_id: string;
  readonly list_id: string;
  readonly faces: readonly { readonly id: string }[];
}

let text = '';
let lines: readonly Line[] = [];
let health: readonly Line[] = [];
let photo: Buffer;
let descriptor: Buffer;
let portrait: Buffer;
let made: Omit<Made, 'faces' | 'token_id'> & { readonly second: string; readonly face: string };
/** Request id of each call, by a name of its own. */
const ids = new Map<string, string>();

const basic = (password: string) => Buffer.from(`${EMAIL}:${password}`).toString('base64');

/** What is there after EMBEDDER was changed. */
async function leaveOtherModel(directory: string): Promise<void> {
  const store = await openStore({ type: 'pglite', directory, listHints: false, vectorIndex: undefined });
  try {
    const account = await anAccount(store);
    const rows = [1, 2, 3].map((number) => ({
      descriptorId: newId<DescriptorId>(),
      createTime: clock(),
      modelId: 'model',
      vector: Float32Array.of(number),
      hasPortrait: false,
    }));
    await store.descriptors.createMany(account, rows);
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  photo = readFileSync((await testModels()).pathOf('samples/sample3.jpg'));
  await leaveOtherModel(join(folder, 'data', 'database'));
  const server = await serve({
    DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'trace',
    ADMIN_KEY: 'a-key-for-this-test-only',
    ADMIN_PORT: String(await freePort()),
    TRUSTED_PROXIES: '127.0.0.0/8',
  });
  const call = async (
    name: string,
    method: string,
    path: string,
    { as = {}, body, accept }: { as?: Record<string, string>; body?: object; accept?: string } = {},
  ) => {
    const isPhoto = body instanceof Uint8Array;
    const answer = await fetch(server.url + path, {
      method,
      headers: {
        'X-Forwarded-For': `198.51.100.1, ${CLIENT}`,
        ...as,
        ...(accept && { Accept: accept }),
        ...(body && { 'Content-Type': isPhoto ? 'image/jpeg' : 'application/json' }),
      },
      ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    ids.set(name, answer.headers.get('luna-request-id') ?? '');
    return Buffer.from(await answer.arrayBuffer());
  };
  const json = async (...args: Parameters<typeof call>) => JSON.parse((await call(...args)).toString()) as Made;
  try {
    const account = { organization_name: 'Audit', email: EMAIL, password: PASSWORD };
    const { token } = await json('register', 'POST', '/4/accounts', { body: account });
    const byToken = { 'X-Auth-Token': token };
    const byPassword = { Authorization: `Basic ${basic(PASSWORD)}` };
    await call('account', 'GET', '/4/account', { as: byPassword });
    await call('wrong password', 'GET', '/4/account', { as: { Authorization: `Basic ${basic(WRONG_PASSWORD)}` } });
    const second = await json('token', 'POST', '/4/account/tokens', {
      as: byPassword,
      body: { token_data: USER_DATA },
    });
    const secondToken = second.token ?? second.token_id;
    await call('list tokens', 'GET', '/4/account/tokens', { as: byPassword });
    await call('read token', 'GET', `/4/account/tokens/${secondToken}`, { as: byPassword });
    const extracted = await json('extract', 'POST', '/4/storage/descriptors', { as: byToken, body: photo });
    const face = extracted.faces[0]?.id ?? '';
    const person = { user_data: USER_DATA };
    const { person_id } = await json('person', 'POST', '/4/storage/persons', { as: byToken, body: person });
    const list = { list_data: USER_DATA };
    const { list_id } = await json('list', 'POST', '/4/storage/lists?type=persons', { as: byToken, body: list });
    const attach = `/4/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${face}`;
    await call('attach', 'PATCH', attach, { as: byToken });
    await call('enlist', 'PATCH', `/4/storage/persons/${person_id}/linked_lists?do=attach&list_id=${list_id}`, {
      as: byToken,
    });
    await call('identify', 'POST', `/4/matching/identify?descriptor_id=${face}&list_id=${list_id}`, { as: byToken });
    const empty = await json('empty list', 'POST', '/4/storage/lists?type=persons', { as: byToken, body: list });
    const inEmpty = `/4/matching/identify?descriptor_id=${face}&list_id=${empty.list_id}`;
    await call('identify in vain', 'POST', inEmpty, { as: byToken });
    health = [
      await call('health', 'GET', '/healthcheck'),
      await call('all', 'GET', '/healthcheck?include_luna_services=1'),
    ].map((answer) => JSON.parse(answer.toString()) as Line);
    portrait = await call('portrait', 'GET', `/4/storage/portraits/${face}`, { as: byToken });
    const asFile = { as: byToken, accept: 'application/x-vl-face-descriptor' };
    descriptor = await call('download', 'GET', `/4/storage/descriptors/${face}`, asFile);
    await call('bad photo', 'POST', '/4/storage/descriptors', { as: byToken, body: photo.subarray(500, 5000) });
    await call('bad body', 'POST', '/4/accounts', { body: { email: EMAIL, password: PASSWORD } });
    await call('unknown path', 'GET', `/4/acount/tokens/${token}?password=${PASSWORD}`, { as: byToken });
    made = { token, second: secondToken, person_id, list_id, face };
  } finally {
    text = (await server.end('SIGTERM')).stderr;
  }
  lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
});

const escapeForRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const fingerprint = (token: string) => createHash('sha256').update(token).digest('hex').slice(0, 12);
const lineOf = (name: string) => lines.find(({ requestId, msg }) => requestId === ids.get(name) && msg === 'request');

const OTHER_MODELS = { model: 3 };

describe('descriptors of another model', () => {
  it('are told loudly at the start, and where an answer is empty', () => {
    const [told] = lines.filter(({ msg }) => String(msg).startsWith('the database has descriptors of ANOTHER MODEL'));
    expect(told).toMatchObject({ level: 'warn', model: expect.stringMatching(/./), otherModels: OTHER_MODELS });
    expect(lineOf('identify in vain')).toMatchObject({ status: 201, otherModels: OTHER_MODELS });
    expect(lineOf('identify')).not.toHaveProperty('otherModels');
    expect(lineOf('person')).not.toHaveProperty('otherModels');
  });

  it('are in the health check that looks at everything; the other one is as it was', () => {
    expect(health).toEqual([
      { execution_time: expect.any(Number) },
      { execution_time: expect.any(Number), warnings: { other_models: OTHER_MODELS } },
    ]);
  });
});

describe('a line of a request tells', () => {
  it('who asked, from where, and what was touched', () => {
    const { token, face, list_id, person_id } = made;
    const accountId = lineOf('account')?.accountId;
    expect(accountId).toMatch(/^[0-9a-f-]{36}$/);
    const asked = { level: 'info', clientAddress: CLIENT, accountId, token: fingerprint(token) };
    expect(lineOf('extract')).toMatchObject({ ...asked, method: 'POST', status: 201 });
    expect(lineOf('extract')?.objects).toContain(face);
    expect(lineOf('person')?.objects).toEqual([person_id]);
    expect(lineOf('enlist')).toMatchObject({ ...asked, status: 204, objects: [person_id, list_id] });
    expect(lineOf('identify')?.objects).toEqual(expect.arrayContaining([face, list_id, person_id]));
    expect(lineOf('portrait')?.objects).toEqual([face]);
    expect(lineOf('read token')?.objects).toContain(`token ${fingerprint(made.second)}`);
    expect(lineOf('account')).toMatchObject({ clientAddress: CLIENT });
    expect(lineOf('account')).not.toHaveProperty('token');
  });

  it('what went wrong', () => {
    expect(lineOf('wrong password')).toMatchObject({ status: 401, error: { code: expect.any(Number) } });
    expect(lineOf('bad photo')).toMatchObject({ status: 400, error: { code: 3001, detail: expect.any(String) } });
    expect(lineOf('bad body')).toMatchObject({ status: 400, error: { code: expect.any(Number) } });
  });

  it('which path there is not, without what may be a secret in it', () => {
    const path = `/4/acount/tokens/{${fingerprint(made.token)}}`;
    expect(lineOf('unknown path')).toMatchObject({ status: 404, path, error: { code: 12013 } });
  });
});

it('levels have names, and a service that is well warns of nothing', () => {
  expect(lines.filter(({ level }) => !LEVELS.includes(String(level)))).toEqual([]);
  const warnings = lines.filter(({ level }) => ['warn', 'error', 'fatal'].includes(String(level)));
  expect(warnings.filter(({ otherModels }) => !otherModels)).toEqual([]);
});

it('every line from the start to the end has a row in docs/logs.md', () => {
  const page = readFileSync(new URL('../../docs/logs.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (?:fatal|error|warn|info|debug)\b/gm)].map(([, message = '']) =>
    message.split('…').map(escapeForRegExp).join('.+'),
  );
  const known = new RegExp(`^(?:${rows.join('|')})$`);
  expect(rows.length).toBeGreaterThan(60);
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.map(({ msg }) => String(msg)).filter((message) => !known.test(message))).toEqual([]);
});

it('no line at any level holds a secret, a picture or a vector', () => {
  const secrets = [PASSWORD, WRONG_PASSWORD, basic(PASSWORD), basic(WRONG_PASSWORD), made.token, made.second];
  const personal = [EMAIL, USER_DATA];
  const inParts = [photo, portrait, descriptor].flatMap((bytes) => {
    expect(bytes.length).toBeGreaterThan(200);
    const part = bytes.subarray(99, 126);
    // Base64 looks different at each of three places; of hex and of a list of numbers there is one form.
    const base64 = [0, 1, 2].map((shift) => bytes.subarray(99 + shift, 117 + shift).toString('base64'));
    return [...base64, part.toString('hex'), part.join(',')];
  });
  for (const secret of [...secrets, ...personal, ...inParts, 'JFIF', '/9j/', 'Basic ', 'X-Auth-Token'])
    expect(text.toLowerCase().includes(secret.toLowerCase()), secret).toBe(false);
});
