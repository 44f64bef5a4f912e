import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asked, judge } from '../support/fuzz/http/judge.ts';
import { NO_HURRY } from '../support/fuzz/http/patience.ts';
import { showRequest } from '../support/fuzz/http/showRequest.ts';
import { type Operation, readOperations } from '../support/fuzz/operations.ts';
import { runFuzz } from '../support/fuzz/runFuzz.ts';
import { runMutations } from '../support/fuzz/runMutations.ts';
import { measured, metricOf, waitFor } from '../support/fuzz/serverState.ts';
import type { Tally } from '../support/fuzz/tally.ts';
import { adminTarget, publicTarget } from '../support/fuzz/targets.ts';
import { needs } from '../support/run/needs.ts';
import { Authority, hasOpenssl } from './support/certificates.ts';
import { type Serving, serve } from './support/commandLine.ts';

/** The long forms are `npm run bench:fuzz` and `bench:mutations`, of which a seed and a number repeat a request. */
const SEED = 16_10;
const REQUESTS = 1500;
const ADMIN_REQUESTS = 400;
const HTTP2_REQUESTS = 400;
const MUTATIONS = 100;
const QUIET_WITHIN_MS = 60_000;

const faultsOf = ({ faults }: Tally) =>
  faults.map(
    ({ number, of, what, how, request, answer }) =>
      `seed ${SEED}, number ${number}, ${of}: ${what}; broken: ${how}; answer: ${answer}; ${showRequest(request)}`,
  );

async function expectUnharmed({ process: { exitCode } }: Serving, page: () => Promise<string>): Promise<void> {
  expect(exitCode).toBeNull();
  const isQuiet = async () => {
    const text = await page();
    return ['luna_vision_running', 'luna_vision_waiting', 'luna_bodies_bytes'].every(
      (name) => metricOf(text, name) === 0,
    );
  };
  expect(await waitFor(isQuiet, QUIET_WITHIN_MS)).toBe(true);
  const text = await page();
  expect(metricOf(text, 'luna_vision_threads')).toBe(1);
  expect(metricOf(text, 'luna_vision_stuck')).toBe(0);
  expect(metricOf(text, 'luna_vision_thread_deaths_total')).toBe(0);
}

describe.each(['backport3', 'lp3'])('mode %s', (mode) => {
  let folder: string;
  let service: Serving;
  let readMetrics: () => Promise<string>;
  let admin: { readonly url: string; readonly key: string };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fuzz-'));
    const all = await measured();
    ({ readMetrics } = all);
    admin = { url: all.adminUrl, key: all.settings.ADMIN_KEY };
    service = await serve({ DATA_DIR: folder, COMPATIBILITY: mode, LOG_LEVEL: 'error', ...all.settings });
  });
  afterAll(async () => {
    await service?.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  test('requests made of the OpenAPI document get answers that it names', async () => {
    const target = await publicTarget(service.url, SEED);
    const tally = await runFuzz({ target, seed: SEED, requests: REQUESTS, patience: NO_HURRY });
    expect(faultsOf(tally)).toEqual([]);
    expect(tally.sent).toBe(REQUESTS);
    expect(tally.statuses.size).toBeGreaterThan(75);
    expect(tally.count((status) => /^[23]/.test(status))).toBeGreaterThan(REQUESTS / 5);
    await expectUnharmed(service, readMetrics);
  });

  test('so do requests to the admin API', async () => {
    const target = await adminTarget(admin.url, admin.key, service.url, SEED);
    const tally = await runFuzz({ target, seed: SEED, requests: ADMIN_REQUESTS, patience: NO_HURRY });
    expect(faultsOf(tally)).toEqual([]);
    expect(tally.sent).toBe(ADMIN_REQUESTS);
    expect(tally.statuses.size).toBeGreaterThan(40);
    await expectUnharmed(service, readMetrics);
  });

  test('every operation that takes base64 documents what text that is none gets', async () => {
    const operations = await readOperations(service.url);
    const base64 = operations.filter(({ bodies }) => [...bodies.keys()].some((type) => type.endsWith('-base64')));
    expect(base64.length).toBeGreaterThan(5);
    expect(base64.filter(({ errors }) => !errors.has('500/18001')).map(({ id }) => id)).toEqual([]);
  });

  test('mutated files of each decoder get answers that are documented', async () => {
    const { url } = service;
    const tally = await runMutations({ url, seed: SEED, mutations: MUTATIONS, patience: NO_HURRY });
    expect(faultsOf(tally)).toEqual([]);
    expect(tally.sent).toBe(MUTATIONS);
    expect(tally.statuses.size).toBeGreaterThan(30);
    await expectUnharmed(service, readMetrics);
  });
});

describe('over HTTP/2', needs(hasOpenssl, 'openssl is not installed'), () => {
  test('requests get the same answers, as far as they can be said in it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-http2-'));
    const authority = new Authority(join(folder, 'authority'));
    const { certificate: TLS_CERTIFICATE, key: TLS_KEY } = authority.sign('server');
    const all = await measured();
    const tls = { TLS_CERTIFICATE, TLS_KEY, HTTP2: '1' };
    const service = await serve({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error', ...tls, ...all.settings });
    try {
      const [, url = ''] = /(https:[^ ]+)/.exec(service.line) ?? [];
      const target = await publicTarget(url, SEED, authority.text);
      const tally = await runFuzz({ target, seed: SEED, requests: HTTP2_REQUESTS, patience: NO_HURRY });
      expect(faultsOf(tally)).toEqual([]);
      expect(tally.sent).toBeGreaterThan(HTTP2_REQUESTS / 2);
      await expectUnharmed(service, all.readMetrics);
    } finally {
      await service.end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('what counts as a fault', () => {
  const operation = { statuses: new Set([200]), method: 'GET', errors: new Set(['400/12012', '500/1', '503/11009']) };
  const asked = { operation: operation as unknown as Operation, method: 'GET', isAstray: false, isTorn: false };
  const judged = (status: number, body: string, headers: object = {}, more: Partial<Asked> = {}) => {
    const all = { 'luna-request-id': '1', 'content-type': 'application/json', ...headers };
    const answer = { status, headers: new Map(Object.entries(all)), body: Buffer.from(body) };
    const exchange = { answer, ms: 1, isGivenUp: false };
    return judge({ ...asked, hasUnwantedBody: false, ...more }, exchange, [asked.operation], 5000);
  };
  const error = (code: number) => `{"error_code": ${code}, "detail": "x"}`;

  test('what is documented is none', () => {
    expect(judged(200, '{}')).toBeUndefined();
    expect(judged(400, error(12012))).toBeUndefined();
    expect(judged(503, error(11009), { 'retry-after': '1' })).toBeUndefined();
  });

  test.each([
    ['an error of the server', 500, error(1), {}],
    ['one that is not documented', 500, error(4003), {}],
    ['one without the envelope', 400, '{"statusCode": 400}', {}],
    ['one that is no JSON', 400, '<html>', {}],
    ['one of another type', 400, error(12012), { 'content-type': 'text/html' }],
    ['503 without Retry-After', 503, error(11009), {}],
    ['a success that is not documented', 201, '{}', {}],
    ['an answer that is cut off', 200, '{"a":', {}],
    ['a closed connection', 200, '{}', { connection: 'close' }],
  ])('%s is one', (_name, status, body, headers) => {
    expect(judged(status, body, headers)).toBeTypeOf('string');
  });

  test('no answer, and a late one', () => {
    const all = { ...asked, hasUnwantedBody: false };
    const exchange = { answer: undefined, ms: 1, isGivenUp: false };
    expect(judge(all, exchange, [], 5000)).toContain('without an answer');
    expect(judge({ ...all, isTorn: true }, exchange, [], 5000)).toBeUndefined();
    expect(judge({ ...all, isTorn: true }, { ...exchange, ms: 5001 }, [], 5000)).toContain('no answer in');
  });
});
