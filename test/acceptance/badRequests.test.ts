import { beforeAll, describe, expect, test } from 'vitest';
import { basicHeader } from './support/client.ts';
import { createPerson, enrol, expectBody, expectDone, type Person } from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { photo } from './support/photos.ts';
import { exchangeRaw, rawBody, rawStatus } from './support/rawSocket.ts';
import { type Account, PASSWORD, suite } from './support/server.ts';

const MEGABYTE = 1024 * 1024;

suite('bad requests', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const raw = (lines: readonly string[], body = '') =>
    exchangeRaw(server.url, `${[...lines, 'Host: acceptance.test', 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
  const auth = () => `X-Auth-Token: ${me.token}`;

  describe('headers', () => {
    test('[issue 2, bad input] two Authorization headers', async () => {
      const good = `Authorization: ${basicHeader(me.email, PASSWORD)}`;
      const bad = `Authorization: ${basicHeader(me.email, 'another one')}`;
      const get = 'GET /4/storage/persons HTTP/1.1';
      for (const headers of [
        [good, bad],
        [bad, good],
        [good, good],
        [bad, bad],
      ]) {
        expect([200, 400, 401]).toContain(rawStatus(await raw([get, ...headers])));
      }
      expect(rawStatus(await raw([get, bad, bad]))).not.toBe(200);
    });

    test('[issue 2, bad input] two X-Auth-Token headers', async () => {
      const get = 'GET /4/storage/persons HTTP/1.1';
      expect([200, 400, 401]).toContain(rawStatus(await raw([get, auth(), `X-Auth-Token: ${UNKNOWN_ID}`])));
    });

    test('[issue 2, bad input] an endless header and an endless URL', async () => {
      const long = 'x'.repeat(100_000);
      for (const lines of [
        ['GET /4/storage/persons HTTP/1.1', `X-Long: ${long}`, auth()],
        [`GET /4/storage/persons?user_data=${long} HTTP/1.1`, auth()],
      ]) {
        expect([400, 413, 414, 431]).toContain(rawStatus(await raw(lines)));
      }
    });

    test('[00 §4] what is no request is answered with a request id and for every origin', async () => {
      for (const text of [
        'hello\r\n\r\n',
        `GET /4/storage/persons?user_data=${'x'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
      ]) {
        const answer = await exchangeRaw(server.url, text);
        expect(answer).toMatch(/luna-request-id: [0-9]{10},[0-9a-f-]{36}\r\n/i);
        expect(answer).toMatch(/access-control-allow-origin: \*\r\n/i);
        expect(JSON.parse(rawBody(answer))).toHaveProperty('error_code');
      }
    });

    test('[00 §1] a request without Host is a request', async () => {
      const lines = ['GET /4/storage/persons HTTP/1.1', auth(), 'Connection: close'];
      expect(rawStatus(await exchangeRaw(server.url, `${lines.join('\r\n')}\r\n\r\n`))).toBe(200);
    });

    test('[issue 2, bad input] not HTTP at all', async () => {
      for (const text of [
        'hello\r\n\r\n',
        '\u0016\u0003\u0001\u0002\u0000',
        'GET /4/storage/persons HTTP/9.9\r\n\r\n',
      ]) {
        expect([0, 400, 505]).toContain(rawStatus(await exchangeRaw(server.url, text)));
      }
    });

    test('[00 §7] CONNECT is a method that no path has', async () => {
      for (const target of ['/4/storage/persons', 'example.com:443']) {
        const answer = await raw([`CONNECT ${target} HTTP/1.1`, auth()]);
        expect(rawStatus(answer)).toBe(405);
        expect(JSON.parse(rawBody(answer))).toMatchObject({ error_code: 12021, detail: 'Method not allowed' });
        expect(answer).toMatch(/luna-request-id: [0-9]{10},[0-9a-f-]{36}\r\n/i);
      }
    });

    test.each(['TRACE', 'PROPFIND', 'SEARCH', 'LINK', 'BREW', 'get', 'M-SEARCH'])(
      '[00 §7] %s is a method that no path has',
      async (method) => {
        const paths = [`/storage/persons/${UNKNOWN_ID}`, '/matching/search?x=1', '/account', '/handlers/verify'];
        for (const path of [...paths.map((each) => `/4${each}`), '/version', '/docs', '/docs/spec']) {
          const answer = await raw([`${method} ${path} HTTP/1.1`, 'Content-Length: 2'], '{}');
          expect(rawStatus(answer), path).toBe(405);
          const error = { error_code: 12021, detail: 'Method not allowed' };
          expect(JSON.parse(rawBody(answer)), path).toMatchObject(error);
          expect(answer).toMatch(/luna-request-id: [0-9]{10},[0-9a-f-]{36}\r\n/i);
        }
      },
    );

    test('[00 §7] what follows a body that is longer than its head says is no method', async () => {
      const head =
        'POST /4/accounts HTTP/1.1\r\nHost: acceptance.test\r\nContent-Type: application/json\r\nContent-Length: 2';
      const answer = await exchangeRaw(server.url, `${head}\r\n\r\n{}{"more":1}`);
      expect(rawStatus(answer)).toBe(400);
    });

    test.each(['TRACE', 'PROPFIND'])('[00 §7] %s of what is no page is 404', async (method) => {
      for (const path of ['/4/nope', '/4/storage/persons/x', '/nope', '/docs/nope']) {
        const answer = await raw([`${method} ${path} HTTP/1.1`, 'LUNA-Request-Id: 1700000000,0f0e0d0c']);
        expect(rawStatus(answer), path).toBe(404);
        expect(JSON.parse(rawBody(answer)), path).toMatchObject({ error_code: 12013 });
        expect(answer).toMatch(/luna-request-id: 1700000000,0f0e0d0c\r\n/i);
      }
    });

    test('[issue 2, bad input] content length and chunks at the same time', async () => {
      const answer = await raw(
        ['POST /4/storage/persons HTTP/1.1', auth(), 'Content-Length: 5', 'Transfer-Encoding: chunked'],
        '0\r\n\r\n',
      );
      expect(rawStatus(answer)).toBeLessThan(500);
    });

    test('[issue 2, bad input] an unknown content encoding or expectation', async () => {
      for (const extra of ['Content-Encoding: rubbish', 'Expect: something']) {
        const lines = ['POST /4/storage/persons HTTP/1.1', auth(), extra, 'Content-Length: 2'];
        expect(rawStatus(await raw(lines, '{}'))).toBeLessThan(500);
      }
    });

    test('[00 §5] an unacceptable Accept is passed over', async () => {
      expectBody(await me.api.get('/storage/persons', { headers: { accept: 'image/png' } }), 200);
    });
  });

  describe('bodies over the limit', () => {
    const expectTooLarge = (text: string) => {
      expect(rawStatus(text), text.slice(0, 400)).toBe(413);
      const body = JSON.parse(rawBody(text)) as Record<string, unknown>;
      const members = server.pick({ backport3: ['error_code', 'desc', 'detail'], lp3: ['error_code', 'detail'] });
      expect(Object.keys(body).filter((name) => name !== 'link')).toEqual(members);
      expect(text).toMatch(/luna-request-id: \S/i);
    };

    test('[issue 2, bad input] a content length of 10 GB: 413 in the envelope, before the body', async () => {
      for (const [path, type] of [
        ['/4/storage/descriptors', 'image/jpeg'],
        ['/4/matching/search', 'image/png'],
        ['/4/storage/persons', 'application/json'],
        ['/4/accounts', 'application/json'],
      ]) {
        const lines = [`POST ${path} HTTP/1.1`, auth(), `Content-Type: ${type}`, 'Content-Length: 10737418240'];
        expectTooLarge(await raw(lines, 'x'));
      }
    });

    test('[issue 2, bad input] JSON of 100 MB, sent', async () => {
      const body = Buffer.alloc(100 * MEGABYTE, 32);
      const answer = await me.api
        .post('/storage/persons', { body, type: 'application/json' })
        .catch((error: Error) => error);
      if (!(answer instanceof Error)) {
        server.expectOrderly(answer, 413);
      }
    });

    test('[issue 2, bad input] an image of 50 MB that is none', async () => {
      const body = Buffer.alloc(50 * MEGABYTE, 7);
      body.set([0xff, 0xd8, 0xff, 0xe0]);
      const answer = await me.api.post('/storage/descriptors', { body, type: 'image/jpeg' });
      server.expectOrderly(answer, 400, 413);
    });

    test('[issue 2, bad input] an endless body in chunks ends with 413', async () => {
      const chunk = `${(MEGABYTE).toString(16)}\r\n${'x'.repeat(MEGABYTE)}\r\n`;
      const lines = ['POST /4/storage/persons HTTP/1.1', auth(), 'Content-Type: application/json'];
      const head = [...lines, 'Transfer-Encoding: chunked', 'Host: acceptance.test'].join('\r\n');
      const answer = await exchangeRaw(server.url, `${head}\r\n\r\n${chunk.repeat(80)}`).catch(() => '');
      expect([0, 413]).toContain(rawStatus(answer));
    });
  });

  describe('bodies cut short', () => {
    test('[issue 2, bad input] a connection dropped in the middle of a picture', async () => {
      const image = await photo('erin');
      const lines = ['POST /4/storage/descriptors HTTP/1.1', auth(), 'Content-Type: image/jpeg'];
      const head = [...lines, `Content-Length: ${image.length}`, 'Host: acceptance.test'].join('\r\n');
      const half = Buffer.concat([Buffer.from(`${head}\r\n\r\n`), image.subarray(0, image.length / 2)]);
      for (let attempt = 0; attempt < 3; attempt++) {
        await exchangeRaw(server.url, half, 100);
      }
      const stored = expectBody<{ count: number }>(await me.api.get('/storage/descriptors'), 200);
      expect(stored.count).toBe(0);
    });

    test('[issue 2, bad input] a JSON body cut short creates nothing', async () => {
      const fresh = await server.newAccount();
      const lines = [
        'POST /4/storage/persons HTTP/1.1',
        `X-Auth-Token: ${fresh.token}`,
        'Content-Type: application/json',
      ];
      const head = [...lines, 'Content-Length: 500', 'Host: acceptance.test'].join('\r\n');
      await exchangeRaw(server.url, `${head}\r\n\r\n{"user_data":"half"`, 200);
      expect(expectBody(await fresh.api.get('/storage/persons'), 200)).toEqual({ persons: [], count: 0 });
    });
  });

  describe('parameters', () => {
    test('[00 §9] parameters given twice', async () => {
      const person = await createPerson(me.api);
      for (const rawQuery of [
        'page=1&page=2',
        'page=abc&page=1',
        'user_data=a&user_data=b',
        'page_size=5&page_size=6',
      ]) {
        server.expectOrderly(await me.api.get('/storage/persons', { rawQuery }), 200, 400);
      }
      const rawQuery = `do=attach&do=detach&descriptor_id=${UNKNOWN_ID}&descriptor_id=${UNKNOWN_ID}`;
      server.expectError(await me.api.patch(`/storage/persons/${person}/linked_descriptors`, { rawQuery }), 400, 11018);
    });

    test('[issue 2, bad input] an endless list of ids', async () => {
      const descriptor = await enrol(me.api, 'erin');
      const person = await createPerson(me.api);
      const query = { descriptor_id: descriptor, person_ids: Array.from({ length: 200 }, () => person) };
      expectBody(await me.api.post('/matching/identify', { query }), 201);
    });

    test('[00 §9] a comma alone, or too many of them, is no list of ids', async () => {
      const descriptor = await enrol(me.api, 'erin');
      const person = await createPerson(me.api);
      for (const value of [',', `${person},`, `,${person}`, `${person},,${person}`]) {
        const query = { descriptor_id: descriptor, person_ids: value };
        server.expectError(await me.api.post('/matching/identify', { query }), 400, 12012, 'person_ids');
      }
    });

    test('[30 PATCH] [00 §5] a body that is not JSON changes nothing; Backport 3 refuses it unless it is empty', async () => {
      const person = await createPerson(me.api, { user_data: 'kept' });
      const patch = (body: string | Buffer) =>
        me.api.patch(`/storage/persons/${person}`, { body, type: 'application/json' });
      expectDone(await patch(''));
      expectDone(await patch('{}'));
      for (const body of [
        'hello',
        '{"user_data":',
        ' ',
        "{'user_data': 'x'}",
        Buffer.from('{"user_data":"\xe9"}', 'latin1'),
      ]) {
        const answer = await patch(body);
        if (server.mode === 'lp3') expectDone(answer);
        else server.expectError(answer, 400, 12002);
      }
      for (const body of ['null', '5']) server.expectOrderly(await patch(body), 204, 400);
      const seen = expectBody<Person>(await me.api.get(`/storage/persons/${person}`), 200);
      expect(seen.user_data).toBe('kept');
    });
  });

  test('[issue 2, bad input] after the whole set the server still serves', async () => {
    expectBody(await me.api.get('/storage/persons'), 200);
    await enrol(me.api, 'erin');
    const health = await server.anonymous.under('').get('/healthcheck');
    expect(health.status).toBe(200);
  });
});
