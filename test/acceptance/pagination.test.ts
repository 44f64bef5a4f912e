import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from './support/client.ts';
import { createList, createPerson, expectBody, expectDone } from './support/objects.ts';
import { type Account, suite } from './support/server.ts';

suite('pagination', (server) => {
  const LARGEST = server.pick({ backport3: 1000, lp3: 100 });
  const TOTAL = LARGEST + 3;
  let me: Account;
  let list: string;
  const made: string[] = [];
  beforeAll(async () => {
    me = await server.newAccount();
    for (let index = 0; index < TOTAL; index++) {
      made.unshift(await createPerson(me.api));
    }
    list = await createList(me.api, 'persons');
    const attach = { action: 'attach', list_id: list, person_ids: made };
    expectDone(await me.api.patch('/storage/linker', { json: attach }));
  });

  const page = (query: Record<string, string | number>, path = '/storage/persons') => me.api.get(path, { query });
  const ids = (answer: Answer) => {
    const { persons, count } = expectBody<{ persons: { id: string }[]; count: number }>(answer, 200);
    expect(count).toBe(TOTAL);
    return persons.map(({ id }) => id);
  };

  test('[00 §8] defaults: page 1, ten of a page, newest first', async () => {
    expect(ids(await page({}))).toEqual(made.slice(0, 10));
  });

  test.each([
    ['page -1 is the first', { page: -1 }, 0, 10],
    ['page 0 is the first', { page: 0 }, 0, 10],
    ['page 2', { page: 2 }, 10, 20],
    ['page_size -1 is 1', { page_size: -1 }, 0, 1],
    ['page_size 0 is 1', { page_size: 0 }, 0, 1],
    ['page_size 1', { page_size: 1, page: 3 }, 2, 3],
    ['page_size 100', { page_size: 100 }, 0, 100],
    ['page_size 1 less than the largest', { page_size: LARGEST - 1 }, 0, LARGEST - 1],
    ['the largest page_size', { page_size: LARGEST }, 0, LARGEST],
    ['page_size 1 above the largest is the largest', { page_size: LARGEST + 1 }, 0, LARGEST],
    ['page_size 100000 is the largest', { page_size: 100_000 }, 0, LARGEST],
    ['the last page is shorter', { page_size: LARGEST, page: 2 }, LARGEST, TOTAL],
    ['a clamped size counts for later pages too', { page_size: 5000, page: 2 }, LARGEST, TOTAL],
    ['a page behind the end is empty', { page: 112 }, 1110, 1110],
  ])('[00 §8] %s', async (_, query, from, to) => {
    expect(ids(await page(query))).toEqual(made.slice(from, to));
  });

  test.each([
    '1000000',
    '2147483647',
    '2147483648',
    '9007199254740993',
    '9223372036854775807',
    '99999999999999999999999',
  ])('[00 §8] huge page %s is an empty page', async (number) => {
    expect(ids(await page({ page: number }))).toEqual([]);
    expect(ids(await page({ page: number, page_size: 100 }))).toEqual([]);
  });

  test.each(['99999999999999999999999', '-99999999999999999999999'])(
    '[00 §8] huge page_size %s is clamped',
    async (size) => {
      expect(ids(await page({ page_size: size }))).toHaveLength(size.startsWith('-') ? 1 : LARGEST);
    },
  );

  const collections = () =>
    [
      [me.api, '/storage/persons'],
      [me.api, '/storage/descriptors'],
      [me.api, '/storage/lists'],
      [me.api, `/storage/lists/${list}`],
      [me.basic, '/account/tokens'],
    ] as const;

  test.each(['page', 'page_size'])('[00 §8] %s that is not a number: 12012, on every collection', async (name) => {
    for (const [client, path] of collections()) {
      for (const value of ['abc', '', '1a', 'null', 'NaN', '0x10', '--1']) {
        server.expectError(await client.get(path, { query: { [name]: value } }), 400, 12012, name);
      }
    }
  });

  test('[00 §8] every collection clamps', async () => {
    for (const [client, path] of collections()) {
      for (const query of [{ page: -5 }, { page_size: -5 }, { page_size: 1000 }, { page: 77, page_size: 77 }]) {
        expectBody(await client.get(path, { query }), 200);
      }
    }
  });

  describe('members of a list', () => {
    test('[40 paging] pages hold every member once', async () => {
      const path = `/storage/lists/${list}`;
      const half = Math.ceil(TOTAL / 2);
      const seen = [
        ...ids(await page({ page_size: half }, path)),
        ...ids(await page({ page_size: half, page: 2 }, path)),
      ];
      expect(seen.toSorted()).toEqual(made.toSorted());
      expect(ids(await page({ page_size: LARGEST + 1 }, path))).toHaveLength(LARGEST);
    });
  });

  test('[00 §8] tokens: the same clamps', async () => {
    for (let index = 0; index < 11; index++) {
      await me.basic.post('/account/tokens');
    }
    const tokens = async (query: Record<string, number>) => {
      const body = expectBody<{ tokens: unknown[]; count: number }>(
        await me.basic.get('/account/tokens', { query }),
        200,
      );
      return [body.tokens.length, body.count];
    };
    expect(await tokens({})).toEqual([10, 12]);
    expect(await tokens({ page: 2 })).toEqual([2, 12]);
    expect(await tokens({ page: 0, page_size: 0 })).toEqual([1, 12]);
    expect(await tokens({ page_size: LARGEST + 1 })).toEqual([12, 12]);
  });
});
