import { beforeAll, describe, expect, test } from 'vitest';
import { createList, createPerson, expectBody, type Person } from './support/objects.ts';
import { type Account, newEmail, PASSWORD, suite } from './support/server.ts';

/** Bodies that hold text no database likes. Written by hand: JSON.stringify would mend the surrogates. */
const HARD_TEXTS = [
  ['a NUL byte', '"a\\u0000b"'],
  ['only a NUL byte', '"\\u0000"'],
  ['a lone high surrogate', '"\\ud800"'],
  ['a lone low surrogate', '"a\\udc00b"'],
  ['surrogates in the wrong order', '"\\udc00\\ud800"'],
] as const;

/** Texts that must come back as they went. */
const FINE_TEXTS = [
  '😀👩‍👩‍👧‍👦🏳️‍🌈',
  'مرحبا שלום',
  "Robert'); DROP TABLE person;--",
  '\\u0041 \\n \\',
  '%s %d {} $1 {{b}}',
  '<script>alert(1)</script>',
  '\t\r\n',
  ' leading and trailing ',
  '\u2028\u2029\ufeff\u200b',
  '\u0001\u001f\u007f\u0080',
  'null',
] as const;

const nested = (depth: number, open: string, close: string, core: string) =>
  `${open.repeat(depth)}${core}${close.repeat(depth)}`;

suite('bad text and bad JSON', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const raw = (method: string, path: string, body: string) =>
    me.api.send(method, path, { body, type: 'application/json' });
  const userData = async (id: string) => expectBody<Person>(await me.api.get(`/storage/persons/${id}`), 200).user_data;

  test('[00 §1] JSON that is no UTF-8 is no JSON: nothing is stored that was not sent', async () => {
    const send = (method: string, path: string, member: string) => {
      const body = Buffer.concat([Buffer.from(`{"${member}": "x`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
      return me.api.send(method, path, { body, type: 'application/json' });
    };
    server.expectError(await send('DELETE', '/storage/lists', 'lists'), 400, 12002);
    // An optional body that is no JSON gives no fields.
    const { person_id } = expectBody<{ person_id: string }>(await send('POST', '/storage/persons', 'user_data'), 201);
    expect(await userData(person_id)).toBe('');
  });

  test('[00 §1] a byte order mark before JSON is passed over', async () => {
    const answer = await raw('POST', '/storage/persons', '\ufeff{"user_data": "marked"}');
    expect(await userData(expectBody<{ person_id: string }>(answer, 201).person_id)).toBe('marked');
  });

  describe('text', () => {
    test.each(FINE_TEXTS)('[issue 2, bad input] %j comes back as it went', async (text) => {
      expect(await userData(await createPerson(me.api, { user_data: text }))).toBe(text);
      const list = await createList(me.api, 'persons', text);
      expect(expectBody(await me.api.get(`/storage/lists/${list}`), 200)).toMatchObject({ list_data: text });
    });

    test.each(HARD_TEXTS)('[issue 2, bad input] %s as user_data and external_id', async (_, literal) => {
      for (const member of ['user_data', 'external_id']) {
        const answer = await raw('POST', '/storage/persons', `{"${member}":${literal}}`);
        server.expectOrderly(answer, 201, 400);
        if (answer.status === 201) {
          await userData(answer.json<{ person_id: string }>().person_id);
        }
      }
    });

    test.each(HARD_TEXTS)('[issue 2, bad input] %s as list_data and token_data', async (_, literal) => {
      server.expectOrderly(await raw('POST', '/storage/lists', `{"list_data":${literal}}`), 201, 400);
      const tokens = { body: `{"token_data":${literal}}`, type: 'application/json' };
      server.expectOrderly(await me.basic.post('/account/tokens', tokens), 201, 400);
      server.expectOrderly(await me.basic.patch(`/account/tokens/${me.token}`, tokens), 204, 400);
      expectBody(await me.basic.get('/account/tokens', { query: { page_size: 100 } }), 200);
      expectBody(await me.api.get('/storage/lists', { query: { page_size: 100 } }), 200);
    });

    test.each(HARD_TEXTS)('[issue 2, bad input] %s in a registration', async (_, literal) => {
      const body = (name: string, password: string) =>
        `{"organization_name":${name},"email":"${newEmail()}","password":${password}}`;
      for (const text of [body(literal, `"${PASSWORD}"`), body('"x"', literal.replace('"', '"12345678'))]) {
        server.expectOrderly(
          await server.anonymous.post('/accounts', { body: text, type: 'application/json' }),
          201,
          400,
        );
      }
    });

    test.each(['%00', 'a%00b', '%ED%A0%80', '%FF', '%', '%zz', '%C0%80'])(
      '[issue 2, bad input] %s in a query',
      async (value) => {
        for (const rawQuery of [`user_data=${value}`, `external_id=${value}`]) {
          server.expectOrderly(await me.api.get('/storage/persons', { rawQuery }), 200, 400);
        }
        server.expectOrderly(await me.api.get('/storage/persons', { rawQuery: `page=${value}` }), 400);
        server.expectOrderly(await me.api.post('/matching/identify', { rawQuery: `person_ids=${value}` }), 400);
      },
    );

    test.each([
      ['NUL', '%00'],
      ['not UTF-8', '%FF'],
      ['half an escape', '%'],
      ['no escape', '%zz'],
      ['a way up', '..%2f..%2fetc%2fpasswd'],
      ['dots', '%2e%2e'],
      ['3000 letters', 'a'.repeat(3000)],
      ['an emoji', '%F0%9F%98%80'],
    ])('[issue 2, bad input] %s in a path', async (_, path) => {
      for (const start of ['/storage/persons/', '/storage/portraits/', '/storage/lists/']) {
        server.expectOrderly(await me.api.get(`${start}${path}`), 400, 404, 414);
      }
    });

    test('[00 §11] combining characters and pairs count as code points', async () => {
      const family = '👨‍👩‍👧'.repeat(25);
      expect([...family]).toHaveLength(125);
      expect(await userData(await createPerson(me.api, { user_data: family }))).toBe(family);
    });
  });

  describe('JSON', () => {
    test.each([
      ['arrays', nested(10_000, '[', ']', '')],
      ['objects', nested(10_000, '{"a":', '}', '1')],
      ['arrays as user_data', `{"user_data":${nested(10_000, '[', ']', '')}}`],
      ['objects as list_data', `{"list_data":${nested(10_000, '{"a":', '}', '1')}}`],
      ['open arrays', '['.repeat(100_000)],
      ['open objects', '{"a":'.repeat(50_000)],
    ])('[issue 2, bad input] nested 10 000 deep: %s', async (_, body) => {
      for (const [method, path] of [
        ['POST', '/storage/persons'],
        ['POST', '/storage/lists'],
        ['PATCH', '/storage/linker'],
        ['DELETE', '/storage/lists'],
        ['POST', '/accounts'],
      ] as const) {
        server.expectOrderly(await raw(method, path, body), 201, 400);
      }
    });

    test('[issue 2, bad input] __proto__ and constructor keys change nothing', async () => {
      const bodies = [
        '{"__proto__":{"user_data":"polluted","external_id":"polluted"}}',
        '{"user_data":"x","__proto__":{"polluted":1}}',
        '{"constructor":{"prototype":{"user_data":"polluted"}}}',
        '{"toString":1,"hasOwnProperty":1,"user_data":"x"}',
      ];
      for (const body of bodies) {
        const answer = await raw('POST', '/storage/persons', body);
        server.expectOrderly(answer, 201, 400);
        if (answer.status === 201) {
          expect(await userData(answer.json<{ person_id: string }>().person_id)).not.toBe('polluted');
        }
      }
      expect(await userData(await createPerson(me.api))).toBe('');
      const linker = await raw('PATCH', '/storage/linker', '{"__proto__":{"action":"attach"},"list_id":"x"}');
      server.expectOrderly(linker, 400);
    });

    test('[issue 2, bad input] __proto__ in a query', async () => {
      expectBody(await me.api.get('/storage/persons', { rawQuery: '__proto__=1&constructor=2&toString=3' }), 200);
      expectBody(await me.api.get('/storage/persons', { rawQuery: '__proto__[page]=2&page[]=1' }), 200);
    });

    test('[issue 2, bad input] a byte order mark, white space, a duplicate member', async () => {
      for (const body of ['\ufeff{"user_data":"x"}', ' \n {"user_data":"x"} \n', '{"user_data":"a","user_data":"x"}']) {
        server.expectOrderly(await raw('POST', '/storage/persons', body), 201, 400);
      }
    });

    test('[issue 2, bad input] bytes that are not UTF-8', async () => {
      const body = Buffer.concat([Buffer.from('{"user_data":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]);
      const answer = await me.api.post('/storage/persons', { body, type: 'application/json' });
      server.expectOrderly(answer, 201, 400);
    });

    test.each(['1e999', '-0', '12345678901234567890', '0.1e-400'])(
      '[issue 2, bad input] the number %s',
      async (number) => {
        server.expectOrderly(await raw('POST', '/storage/persons', `{"user_data":${number}}`), 400);
        server.expectOrderly(await raw('PATCH', '/storage/linker', number), 400);
      },
    );

    test.each(['[]', '5', '"x"', 'true', 'null'])('[30 POST] body %s is no object', async (body) => {
      server.expectOrderly(await raw('POST', '/storage/persons', body), 201, 400);
      server.expectOrderly(await raw('POST', '/storage/lists', body), 201, 400);
    });
  });

  test('[issue 2, bad input] after all this the account works as before', async () => {
    const id = await createPerson(me.api, { user_data: 'still here' });
    expect(await userData(id)).toBe('still here');
  });
});
