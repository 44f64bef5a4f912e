import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectBody, expectDone } from './support/objects.ts';
import { MALFORMED_IDS, UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

interface Tokens {
  readonly tokens: { id: string; token_data: string }[];
  readonly count: number;
}

suite('tokens', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const create = async (tokenData?: string) => {
    const answer = await me.basic.post(
      '/account/tokens',
      tokenData === undefined ? {} : { json: { token_data: tokenData } },
    );
    return expectBody<{ token: string }>(answer, 201).token;
  };
  const works = async (token: string) =>
    (await server.as({ kind: 'token', token }).get('/storage/persons')).status === 200;
  const dataOf = async (token: string) =>
    expectBody<{ token_data: string }>(await me.basic.get(`/account/tokens/${token}`), 200).token_data;

  describe('creation', () => {
    test('[10 POST tokens] 201 with a token that authenticates', async () => {
      const answer = await me.basic.post('/account/tokens', { json: { token_data: 'door 7' } });
      expect(answer.status).toBe(201);
      expectShape(answer, 'createToken');
      expect(await works(answer.json<{ token: string }>().token)).toBe(true);
    });

    test.each([
      ['absent', undefined, undefined],
      ['an empty object', '{}', 'application/json'],
      ['empty', '', 'application/json'],
      ['not JSON', 'hello', 'text/plain'],
    ])('[10 POST tokens] [00 §5] body %s: token_data is empty', async (_, body, type) => {
      const answer = await me.basic.post('/account/tokens', {
        ...(body === undefined ? {} : { body }),
        ...(type === undefined ? {} : { type }),
      });
      expect(await dataOf(expectBody<{ token: string }>(answer, 201).token)).toBe('');
    });

    test.each([5, null, ['x'], { a: 1 }, true])('[10 POST tokens] token_data = %j: 12004', async (value) => {
      const answer = await me.basic.post('/account/tokens', { json: { token_data: value } });
      server.expectError(answer, 400, 12004, 'token_data', 'string');
    });

    test('[10 POST tokens] [00 §11] 128 characters pass, 129 do not: 11015', async () => {
      expect(await dataOf(await create('t'.repeat(128)))).toBe('t'.repeat(128));
      const answer = await me.basic.post('/account/tokens', { json: { token_data: 't'.repeat(129) } });
      server.expectError(answer, 400, 11015);
    });
  });

  describe('listing', () => {
    test('[10 GET tokens] registration made the first one', async () => {
      const fresh = await server.newAccount();
      const answer = await fresh.basic.get('/account/tokens');
      expectShape(answer, 'tokens');
      expect(expectBody<Tokens>(answer, 200)).toMatchObject({ tokens: [{ id: fresh.token }], count: 1 });
    });

    test('[10 GET tokens] each with its data; the count is of all', async () => {
      const fresh = await server.newAccount();
      for (const token_data of ['a', 'b', 'c']) {
        await fresh.basic.post('/account/tokens', { json: { token_data } });
      }
      const page = expectBody<Tokens>(await fresh.basic.get('/account/tokens', { query: { page_size: 2 } }), 200);
      expect(page.tokens).toHaveLength(2);
      expect(page.count).toBe(4);
      const all = expectBody<Tokens>(await fresh.basic.get('/account/tokens'), 200);
      expect(all.tokens.map(({ token_data }) => token_data)).toEqual(expect.arrayContaining(['a', 'b', 'c']));
    });
  });

  describe('one token', () => {
    test('[10 GET token] its data', async () => {
      const token = await create('gate');
      const answer = await me.basic.get(`/account/tokens/${token}`);
      expectShape(answer, 'token');
      expect(answer.json()).toEqual({ token_data: 'gate' });
    });

    test.each(['GET', 'PATCH', 'DELETE'])('[10 token] %s of an unknown one: 404/11022', async (method) => {
      const options = method === 'PATCH' ? { json: { token_data: 'x' } } : {};
      server.expectError(await me.basic.send(method, `/account/tokens/${UNKNOWN_ID}`, options), 404, 11022);
    });

    test('[10 PATCH token] 204 and the new data', async () => {
      const token = await create('old');
      expectDone(await me.basic.patch(`/account/tokens/${token}`, { json: { token_data: 'new' } }));
      expect(await dataOf(token)).toBe('new');
      expectDone(await me.basic.patch(`/account/tokens/${token}`, { json: { token_data: '' } }));
      expect(await dataOf(token)).toBe('');
    });

    test('[10 PATCH token] an unknown token is found out before the body', async () => {
      const options = { body: 'not json', type: 'application/json' };
      server.expectError(await me.basic.patch(`/account/tokens/${UNKNOWN_ID}`, options), 404, 11022);
    });

    test.each([
      ['not JSON', 'hello', 12002, []],
      ['empty', '', 12002, []],
      ['a JSON number', '5', 12002, []],
      ['no member', '{}', 12003, ['token_data']],
      ['the JSON empty string', '""', 12003, ['token_data']],
      ['a wrong type', '{"token_data":5}', 12004, ['token_data', 'string']],
      ['null as data', '{"token_data":null}', 12004, ['token_data', 'string']],
    ] as const)('[10 PATCH token] body %s: %s %i', async (_, body, code, inserted) => {
      const token = await create('kept');
      const answer = await me.basic.patch(`/account/tokens/${token}`, { body, type: 'application/json' });
      server.expectError(answer, 400, code, ...inserted);
      expect(await dataOf(token)).toBe('kept');
    });

    test('[10 PATCH token] more than 128: 11015, the stored value stays', async () => {
      const token = await create('kept');
      const answer = await me.basic.patch(`/account/tokens/${token}`, { json: { token_data: 'x'.repeat(129) } });
      server.expectError(answer, 400, 11015);
      expect(await dataOf(token)).toBe('kept');
    });

    test('[10 DELETE token] it stops working at once, others go on', async () => {
      const gone = await create();
      const kept = await create();
      expect(await works(gone)).toBe(true);
      expectDone(await me.basic.delete(`/account/tokens/${gone}`));
      const refused = await server.as({ kind: 'token', token: gone }).get('/storage/persons');
      server.expectError(refused, 401, 11002);
      expect(await works(kept)).toBe(true);
      server.expectError(await me.basic.get(`/account/tokens/${gone}`), 404, 11022);
      server.expectError(await me.basic.delete(`/account/tokens/${gone}`), 404, 11022);
    });
  });

  describe('deletion of many', () => {
    const remove = (json: unknown) => me.basic.delete('/account/tokens', { json });

    test('[10 DELETE tokens] 204, they stop authenticating at once', async () => {
      const [a, b, c] = [await create(), await create(), await create()];
      expectDone(await remove({ tokens: [a, b] }));
      expect([await works(a), await works(b), await works(c)]).toEqual([false, false, true]);
    });

    test('[10 DELETE tokens] unknown ids are passed over', async () => {
      const token = await create();
      expectDone(await remove({ tokens: [UNKNOWN_ID, token] }));
      expect(await works(token)).toBe(false);
      expectDone(await remove({ tokens: [UNKNOWN_ID] }));
      expectDone(await remove({ tokens: [] }));
    });

    test('[10 DELETE tokens] thousands of unknown ids', async () => {
      expectDone(await remove({ tokens: Array.from({ length: 5000 }, () => randomUUID()) }));
    });

    test.each(MALFORMED_IDS)('[10 DELETE tokens] element %j: 12001, nothing is deleted', async (bad) => {
      const token = await create();
      server.expectError(await remove({ tokens: [token, bad] }), 400, 12001);
      expect(await works(token)).toBe(true);
    });

    test.each([5, null, {}])('[10 DELETE tokens] element %j: 12001', async (bad) => {
      server.expectError(await remove({ tokens: [bad] }), 400, 12001);
    });

    test('[10 DELETE tokens] null: 12005; no member: 12003; not an array: 12004; not JSON: 12002', async () => {
      server.expectError(await remove(null), 400, 12005);
      server.expectError(await remove({}), 400, 12003, 'tokens');
      server.expectError(await remove({ tokens: 'abc' }), 400, 12004, 'tokens', 'list');
      server.expectError(await remove({ tokens: { 0: UNKNOWN_ID } }), 400, 12004, 'tokens', 'list');
      const broken = await me.basic.delete('/account/tokens', { body: '{"tokens": [', type: 'application/json' });
      server.expectError(broken, 400, 12002);
    });
  });
});
