import { get } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, enrol, enrolPerson, expectBody, expectDone } from '../support/objects.ts';
import { UNKNOWN_ID } from '../support/patterns.ts';
import { type Account, suite } from '../support/server.ts';
import { expectOwnError } from './ownErrors.ts';

interface Run {
  readonly kind: string;
  readonly state: string;
  readonly found: number;
}

interface Clusters {
  readonly clusters: readonly {
    readonly id: string;
    readonly size: number;
    readonly descriptor_ids: readonly string[];
    readonly suggestion: { readonly person: { readonly id: string } } | null;
  }[];
}

suite('review: runs and live figures', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  const ext = (account = me) => account.api.under('/ext/1');

  async function run(kind: string, account = me): Promise<Run | undefined> {
    expectBody<Run>(await ext(account).post('/review/runs', { json: { kind } }), 201);
    for (;;) {
      const { runs } = expectBody<{ runs: Run[] }>(await ext(account).get('/review/runs'), 200);
      const found = runs.find((each) => each.kind === kind);
      if (found?.state !== 'running') return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const clusters = async (account = me, minSize = 1) =>
    expectBody<Clusters>(await ext(account).get('/review/clusters', { query: { min_size: minSize } }), 200).clusters;

  describe('runs', () => {
    test('[issue 17] group loose faces by likeness, and suggest who they are', async () => {
      const { person } = await enrolPerson(me.api, ['erin'], 'Erin');
      const [again, blonde] = [await enrol(me.api, 'erinAgain'), await enrol(me.api, 'blonde')];
      const copies = [await enrol(me.api, 'green'), await enrol(me.api, 'green')];
      expect(await run('clusters')).toMatchObject({ state: 'done', found: 3 });
      const found = await clusters();
      expect(found.map(({ descriptor_ids }) => [...descriptor_ids].sort())).toEqual(
        expect.arrayContaining([[...copies].sort(), [again], [blonde]]),
      );
      expect(found[0]).toMatchObject({ size: 2, suggestion: null });
      expect(found.find(({ descriptor_ids }) => descriptor_ids[0] === again)?.suggestion?.person.id).toBe(person);
      const whole = await ext().get(`/review/clusters/${found[0]?.id}`);
      expect(expectBody<{ faces: object[] }>(whole, 200)).toMatchObject({ size: 2, next: null });

      const json = { descriptor_ids: copies, person: { user_data: 'Green' } };
      expectBody(await ext().post('/actions/assign', { json }), 201);
      expect(await clusters(me, 2)).toEqual([]);
    });

    test('[issue 17] find persons that may be one, until they are rejected', async () => {
      const account = await server.newAccount();
      const [one, other] = [await enrolPerson(account.api, ['erin']), await enrolPerson(account.api, ['erinAgain'])];
      await enrolPerson(account.api, ['blonde']);
      expect(await run('duplicates', account)).toMatchObject({ state: 'done', found: 1 });
      const pairs = async () =>
        expectBody<{ pairs: { person: { id: string }; other: { id: string } }[] }>(
          await ext(account).get('/review/duplicates'),
          200,
        ).pairs;
      const [pair] = await pairs();
      expect(new Set([pair?.person.id, pair?.other.id])).toEqual(new Set([one.person, other.person]));
      const json = { person_id: one.person, other_person_id: other.person };
      expectBody(await ext(account).post('/actions/reject', { json }), 201);
      expect(await pairs()).toEqual([]);
      expect(await run('quality', account)).toMatchObject({ state: 'done', found: 0 });
      expectBody(await ext(account).get('/review/photos'), 200);
    });

    test('[issue 17, bad input] an unknown kind, an unknown group, one of another account, a broken page', async () => {
      const stranger = await server.newAccount();
      const [group] = await clusters();
      server.expectError(await ext().post('/review/runs', { json: { kind: 'all' } }), 400, 12022);
      const outside = { kind: 'clusters', similarity__gte: 2 };
      server.expectError(await ext().post('/review/runs', { json: outside }), 400, 12022);
      expectOwnError(await ext().get(`/review/clusters/${UNKNOWN_ID}`), 404);
      expectOwnError(await ext(stranger).get(`/review/clusters/${group?.id}`), 404);
      server.expectError(await ext().get('/review/clusters', { query: { after: '-1' } }), 400, 12012, 'after');
      server.expectError(
        await ext().get('/review/duplicates', { query: { after: '99999999999' } }),
        400,
        12012,
        'after',
      );
      server.expectError(await ext().post('/review/runs/all/stop'), 404, 12013);
      expectDone(await ext(stranger).post('/review/runs/clusters/stop'));
      expect(await clusters(stranger)).toEqual([]);
    });
  });

  describe('live figures', () => {
    /** The first event, and the connection, which stays open. */
    function listen(account: Account) {
      return new Promise<{ status: number; text: string; close: () => void }>((resolve, reject) => {
        const request = get(
          `${server.url}/ext/1/live`,
          { headers: { 'x-auth-token': account.token, accept: 'text/event-stream' } },
          (response) => {
            response.setEncoding('utf8');
            response.once('data', (text: string) =>
              resolve({ status: response.statusCode ?? 0, text, close: () => request.destroy() }),
            );
          },
        );
        request.on('error', reject);
      });
    }

    test('[issue 17] show the counts and requests of the account alone', async () => {
      const account = await server.newAccount();
      await createPerson(account.api);
      await enrol(account.api, 'erin');
      const figures = expectBody<Record<string, Record<string, unknown> | null>>(await ext(account).get('/live'), 200);
      expect(figures.account).toMatchObject({ persons: 1, descriptors: 1, photos_per_minute: 1, errors_per_minute: 0 });
      expect(figures.service).toBeNull();
    });

    test('[issue 17] come as events, to so many listeners of an account', async () => {
      const account = await server.newAccount();
      const listeners = [];
      for (let index = 0; index < 4; index++) listeners.push(await listen(account));
      for (const { status, text } of listeners) {
        expect(status).toBe(200);
        expect(text).toMatch(/^event: figures\ndata: \{"time":/);
      }
      const refused = await listen(account);
      expect([refused.status, refused.text]).toEqual([429, expect.stringContaining('"error_code":100')]);
      for (const { close } of [...listeners, refused]) close();
    });
  });
});
