import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import { createList, createPerson, enrol, expectDone } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { Receiver } from './support/receiver.ts';
import type { Account } from './support/server.ts';
import { REPOSITORY } from './support/serverProcess.ts';

/** The value of a metric with these labels and `site`, in whatever order; undefined: the page has none. */
function numberOf(page: string, name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
  const wanted = Object.entries({ ...labels, site: 'north' }).map(([label, value]) => `${label}="${value}"`);
  for (const line of page.split('\n')) {
    const [, own, shown = '', value] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
    const pairs = [...shown.matchAll(/\w+="[^"]*"/g)].map(([pair]) => pair);
    if (own === name && pairs.sort().join() === wanted.sort().join()) return Number(value);
  }
  return undefined;
}

describe('metrics', needsOwnServers(), () => {
  let receiver: Receiver;
  let running: AdminServer;
  let me: Account;
  beforeAll(async () => {
    receiver = await Receiver.start();
    running = await startAdminServer('backport3', {
      METRICS_ENABLED: '1',
      METRICS_EXTRA_LABELS: 'site=north',
      INFLUX_URL: `${receiver.url}/write?db=luna_monitoring`,
      INFLUX_USER: 'luna',
      INFLUX_PASSWORD: 'open-sesame',
      TRACES_URL: `${receiver.url}/v1/traces`,
      TRACES_HEADERS: 'x-site=north%20gate',
    });
    me = await running.server.newAccount();
  });
  afterAll(async () => {
    await running?.close();
    receiver?.close();
  });

  const publicPage = async () => (await running.server.anonymous.under('').get('/metrics')).text;
  const wholePage = async () => (await running.admin('GET', '/metrics')).text;

  test('[70 metrics] requests and errors by method and route, without credentials, as text', async () => {
    for (let index = 0; index < 3; index++) await createPerson(me.api, {});
    await me.api.get(`/storage/persons/${UNKNOWN_ID}`);
    const answer = await running.server.anonymous.under('').get('/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    const made = { path: 'POST:/storage/persons', status_code: '201' };
    expect(numberOf(answer.text, 'request_count_total', made)).toBe(3);
    const path = 'GET:/storage/persons/:person_id';
    expect(numberOf(answer.text, 'request_count_total', { path, status_code: '404' })).toBe(1);
    for (const name of ['errors_count_total', 'request_errors_total'])
      expect(numberOf(answer.text, name, { path, error_code: '22007' })).toBe(1);
  });

  test('the public page tells of requests and of nothing else', async () => {
    const names = [...(await publicPage()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name);
    expect(names).toEqual([
      'request_count_total',
      'errors_count_total',
      'request_errors_total',
      'luna_request_seconds',
    ]);
  });

  test('what clients make up adds no label', async () => {
    await running.server.anonymous.under('').get('/nowhere/1');
    const before = (await publicPage()).split('\n').length;
    for (let index = 2; index < 30; index++) await running.server.anonymous.under('').get(`/nowhere/${index}`);
    for (let index = 0; index < 5; index++) await me.api.get(`/storage/persons/${crypto.randomUUID()}`);
    expect((await publicPage()).split('\n')).toHaveLength(before);
  });

  test('the page of the admin API needs the key, and has all that docs/metrics.md names', async () => {
    expect((await running.stranger.get('/metrics')).status).toBe(401);
    const face = await enrol(me.api, 'erin');
    const list = await createList(me.api, 'persons');
    const person = await createPerson(me.api, {});
    expectDone(
      await me.api.patch(`/storage/persons/${person}/linked_descriptors`, {
        query: { do: 'attach', descriptor_id: face },
      }),
    );
    expectDone(
      await me.api.patch(`/storage/persons/${person}/linked_lists`, { query: { do: 'attach', list_id: list } }),
    );
    await me.api.post('/matching/identify', { query: { descriptor_id: face, list_id: list } });
    const page = await wholePage();
    const documented = await readFile(join(REPOSITORY, 'docs/metrics.md'), 'utf8');
    const rows = documented.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    );
    const there = [...page.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
    const ours = there.filter((name) => !/^(process|nodejs)_|^luna_(build_info|open)$/.test(name));
    expect(ours.sort()).toEqual([...named].sort());

    expect(numberOf(page, 'luna_vision_pictures_total', { result: 'done' })).toBe(1);
    for (const stage of ['decode', 'detect', 'embed', 'portrait'])
      expect(numberOf(page, 'luna_vision_stage_seconds_count', { stage }), stage).toBe(1);
    expect(numberOf(page, 'luna_gallery_rows')).toBe(1);
    expect(numberOf(page, 'luna_gallery_searches_total')).toBe(1);
    expect(numberOf(page, 'luna_portraits_calls_total', { operation: 'put', result: 'done' })).toBe(1);
    expect(numberOf(page, 'luna_bodies_bytes')).toBe(0);
    expect(numberOf(page, 'luna_open')).toBe(1);
  });

  test('[95 monitoring] InfluxDB gets a point of each request, and one of each error', async () => {
    await me.api.get(`/storage/persons/${UNKNOWN_ID}`);
    const points = () => receiver.received.filter(({ path }) => path.startsWith('/write'));
    const lines = () => points().flatMap(({ body }) => body.split('\n'));
    await expect.poll(() => lines().some((line) => line.startsWith('errors,'))).toBe(true);
    const [first] = points();
    expect(first?.path).toBe('/write?db=luna_monitoring');
    expect(first?.headers.authorization).toBe(`Basic ${Buffer.from('luna:open-sesame').toString('base64')}`);
    expect(lines().find((line) => line.startsWith('errors,'))).toMatch(
      /^errors,service=luna-backport3,account_id=[0-9a-f-]{36},route=GET:\/storage\/persons\/:person_id,status_code=404,error_code=22007 request_id="[^"]+",execution_time=[\d.e-]+ \d{19}$/,
    );
  });

  test('a photo is a trace below that of its caller: body, engine with its stages, portrait, statements', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const caller = 'b7ad6b7169203331';
    const answer = await me.api.post('/storage/descriptors', {
      headers: { traceparent: `00-${trace}-${caller}-01`, 'content-type': 'image/jpeg' },
      body: await photo('erin'),
    });
    expect(answer.status).toBe(201);
    const spans = () => receiver.received.flatMap(spansOf).filter((span) => span.traceId === trace);
    const root = () => spans().find(({ parentSpanId }) => parentSpanId === caller);
    await expect.poll(root).toBeDefined();
    expect(root()?.name).toBe('POST /4/storage/descriptors');
    expect(attributesOf(root())).toMatchObject({
      'http.request.method': 'POST',
      'http.response.status_code': 201,
      'luna.account_id': expect.any(String),
      'luna.request_id': expect.any(String),
    });
    const below = (parent: Span | undefined) => spans().filter(({ parentSpanId }) => parentSpanId === parent?.spanId);
    expect(below(root()).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['body', 'extract', 'portrait put', 'sql insert']),
    );
    const engine = below(root()).find(({ name }) => name === 'extract');
    // Portrait and embedding are made side by side.
    const stages = ['decode', 'detect', 'embed', 'estimate', 'portrait'];
    expect(
      below(engine)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(stages);
    const told = receiver.received.filter(({ path }) => path === '/v1/traces');
    expect(told.every(({ headers }) => headers['x-site'] === 'north gate')).toBe(true);
    // Neither the token nor its like.
    expect(told.map(({ body }) => body).join()).not.toContain(me.token);
  });

  test('a failed request has its code; one of a caller that does not trace is not traced', async () => {
    const trace = '1af7651916cd43dd8448eb211c80319d';
    const headers = (flags: string) => ({ traceparent: `00-${trace}-b7ad6b7169203331-${flags}` });
    await me.api.get('/storage/persons?page=1', { headers: headers('00') });
    await me.api.get(`/storage/persons/${UNKNOWN_ID}`, { headers: headers('01') });
    const roots = () =>
      receiver.received.flatMap(spansOf).filter(({ traceId, name }) => traceId === trace && name.startsWith('GET'));
    await expect.poll(roots).toHaveLength(1);
    expect(attributesOf(roots()[0])).toMatchObject({ 'http.response.status_code': 404, 'luna.error_code': 22007 });
  });
});

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}

/** The spans of a post as OTLP's JSON has them. */
function spansOf({ path, body }: { readonly path: string; readonly body: string }): Span[] {
  if (path !== '/v1/traces') return [];
  const sent = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
}

function attributesOf(span: Span | undefined): Record<string, unknown> {
  return Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]));
}
