import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from './support/client.ts';
import { createPerson, expectBody, type Person } from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { exchangeRaw, rawBody, rawStatus } from './support/rawSocket.ts';
import { type Account, suite } from './support/server.ts';

interface Described {
  readonly method: string;
  /** Below the version prefix. */
  readonly path: string;
  readonly takesBody: boolean;
  readonly isBasic: boolean;
}

/** Forms of requests that clients of LUNA PLATFORM 3 send and its server took. */
suite('forms of requests', (server) => {
  let me: Account;
  let operations: readonly Described[];
  beforeAll(async () => {
    me = await server.newAccount();
    const spec = await server.anonymous.under('').get('/docs/spec', { headers: { accept: 'application/json' } });
    const { paths } = spec.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>();
    operations = Object.entries(paths)
      .filter(([path]) => path.startsWith('/4/') && !path.endsWith('/login'))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { requestBody }]) => ({
          method: method.toUpperCase(),
          path: path.slice(2).replace(/\{[^}]+\}/g, UNKNOWN_ID),
          takesBody: requestBody !== undefined,
          isBasic: path.startsWith('/4/account'),
        })),
      );
  });

  const callerOf = ({ isBasic }: Described) => (isBasic ? me.basic : me.api);
  const outcomeOf = ({ status, text }: Answer) => [status, status >= 400 ? JSON.parse(text).error_code : 0];

  describe('paths', () => {
    test('[00 §9] a trailing slash breaks no operation, with and without a query', async () => {
      expect(operations.length).toBeGreaterThan(30);
      for (const operation of operations) {
        const { method, path } = operation;
        for (const query of ['', '?page=1', '?page=x']) {
          const plain = await callerOf(operation).send(method, `${path}${query}`);
          const slashed = await callerOf(operation).send(method, `${path}/${query}`);
          expect(outcomeOf(slashed), `${method} ${path}/${query}`).toEqual(outcomeOf(plain));
        }
      }
    });

    test.each(['/version/', '/healthcheck/?include_luna_services=1', '/livez/', '/readyz/', '//healthcheck?a=b'])(
      '[00 §9] %s is the page without the slash',
      async (path) => {
        expect((await server.anonymous.under('').get(path)).status).toBe(200);
      },
    );

    test('[00 §9] doubled slashes, an id in capitals or percent-encoded: the same object', async () => {
      const person = await createPerson(me.api);
      const encoded = person.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`);
      for (const path of [
        `//storage//persons/${person}`,
        `/storage/persons/${person.toUpperCase()}/`,
        `/storage/persons/${encoded}`,
      ]) {
        expect(expectBody<Person>(await me.api.get(path), 200).id).toBe(person);
      }
    });

    test('[00 §7] a slash makes no page of what is none', async () => {
      for (const path of ['/', '/storage/', '/storage/persons/x/', `/storage/persons/${UNKNOWN_ID}x/`]) {
        server.expectError(await me.api.get(path), 404, 12013);
      }
    });
  });

  describe('queries', () => {
    const found = async (query: string | Buffer) => {
      const head = Buffer.concat([
        Buffer.from('GET /4/storage/persons?'),
        Buffer.from(query),
        Buffer.from(` HTTP/1.1\r\nX-Auth-Token: ${me.token}\r\nConnection: close\r\n\r\n`),
      ]);
      const answer = await exchangeRaw(server.url, head);
      expect(rawStatus(answer), answer).toBe(200);
      return (JSON.parse(Buffer.from(rawBody(answer), 'latin1').toString()) as { persons: Person[] }).persons.map(
        ({ id }) => id,
      );
    };

    test('[00 §1] UTF-8 that is not escaped is read as UTF-8', async () => {
      const person = await createPerson(me.api, { user_data: 'Žižka 猫' });
      await createPerson(me.api, { user_data: 'Zizka' });
      for (const query of ['user_data=Žižka', 'user_data=Žižka+猫', 'user_data=猫', 'user_data=%C5%BDižka%20猫']) {
        expect(await found(query), query).toEqual([person]);
      }
    });

    test('[issue 11, forms] bytes that are no UTF-8 find nobody', async () => {
      expect(await found(Buffer.from('user_data=\xe9\xff', 'latin1'))).toEqual([]);
    });

    test('[issue 11, forms] a plus sign is a space, an escaped one is itself', async () => {
      const person = await createPerson(me.api, { user_data: 'a b+c' });
      expect(await found('user_data=a+b%2Bc')).toEqual([person]);
    });
  });

  describe('encoded bodies', () => {
    const person = () => gzipSync(JSON.stringify({ user_data: 'compressed', organization_name: 'x' }));
    const counted = async () => expectBody<{ count: number }>(await me.api.get('/storage/persons'), 200).count;

    test('[80 12024] a Content-Encoding other than identity is 415, of every operation with a body', async () => {
      const taking = operations.filter(({ takesBody }) => takesBody);
      expect(taking.length).toBeGreaterThan(15);
      const before = await counted();
      for (const operation of taking) {
        const { method, path } = operation;
        for (const coding of ['gzip', 'GZIP', 'deflate', 'br', 'identity, gzip', 'aes128gcm']) {
          const headers = { 'content-encoding': coding };
          const answer = await callerOf(operation).send(method, path, {
            body: person(),
            type: 'application/json',
            headers,
          });
          server.expectError(answer, 415, 12024);
        }
      }
      expect(await counted()).toBe(before);
    });

    test.each(['identity', 'Identity', ''])(
      '[80 12024] Content-Encoding %j leaves the body as it is',
      async (coding) => {
        const headers = { 'content-encoding': coding };
        const answer = await me.api.post('/storage/persons', { json: { user_data: 'plain' }, headers });
        const { person_id: id } = expectBody<{ person_id: string }>(answer, 201);
        expect(expectBody<Person>(await me.api.get(`/storage/persons/${id}`), 200).user_data).toBe('plain');
      },
    );

    test.each(['gzip, chunked', 'gzip', 'deflate, chunked'])(
      '[80 12024] Transfer-Encoding: %s is 415',
      async (coding) => {
        const before = await counted();
        const body = person();
        const head = [
          'POST /4/storage/persons HTTP/1.1',
          'Host: acceptance.test',
          `X-Auth-Token: ${me.token}`,
          'Content-Type: application/json',
          `Transfer-Encoding: ${coding}`,
          'Connection: close',
        ].join('\r\n');
        const chunk = [
          Buffer.from(`${head}\r\n\r\n${body.length.toString(16)}\r\n`),
          body,
          Buffer.from('\r\n0\r\n\r\n'),
        ];
        const answer = await exchangeRaw(server.url, Buffer.concat(chunk));
        expect(rawStatus(answer), answer).toBe(415);
        expect(JSON.parse(rawBody(answer)).error_code).toBe(12024);
        expect(await counted()).toBe(before);
      },
    );

    test('[issue 11, forms] Accept-Encoding changes nothing', async () => {
      const answer = await me.api.get('/storage/persons', { headers: { 'accept-encoding': 'gzip, br' } });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expectBody(answer, 200);
    });
  });
});
