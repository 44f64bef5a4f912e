import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from './support/client.ts';
import { createList, expectBody, expectDone } from './support/objects.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { type Account, suite } from './support/server.ts';
import { expectShape } from './support/shape.ts';

const EXTRACT_POLICY = {
  estimate_attributes: 0,
  estimate_emotions: 0,
  estimate_ethnicities: 0,
  estimate_quality: 0,
  estimate_head_pose: 0,
  extract_exif: 0,
  score_threshold: 0,
  pitch__lt: 180,
  yaw__lt: 180,
  roll__lt: 180,
};

const DEFAULTS = {
  extractor: { extract_policy: EXTRACT_POLICY, person_policy: { list_id: null } },
  identify: { extract_policy: EXTRACT_POLICY, match_policy: { list_id: null, limit: 3, similarity__gte: 0 } },
  verify: { extract_policy: EXTRACT_POLICY, verification_threshold: 0.9 },
} as const;

const KINDS = ['extractor', 'identify', 'verify'] as const;
type Kind = (typeof KINDS)[number];

interface Handler {
  readonly handler_id: string;
  readonly version: number;
  readonly policies: { readonly extract_policy: typeof EXTRACT_POLICY } & Readonly<Record<string, unknown>>;
}

const read = async (api: Client, kind: Kind) => expectBody<Handler>(await api.get(`/handlers/${kind}`), 200);
const change = (api: Client, kind: Kind, json: unknown) => api.patch(`/handlers/${kind}`, { json });

suite('handler policies', (server) => {
  let me: Account;
  beforeAll(async () => {
    me = await server.newAccount();
  });

  test('[60 policies] [90 ids] the id of a list in capitals is shown as every id is', async () => {
    const list = await createList(me.api, 'persons');
    expectDone(await change(me.api, 'extractor', { person_policy: { list_id: list.toUpperCase() } }));
    expect((await read(me.api, 'extractor')).policies.person_policy).toEqual({ list_id: list });
    expectDone(await change(me.api, 'extractor', { person_policy: { list_id: null } }));
  });

  describe('reading', () => {
    test.each(KINDS)('[60 life cycle] a new account has the %s handler with defaults and version 1', async (kind) => {
      const { api } = await server.newAccount();
      const answer = await api.get(`/handlers/${kind}`);
      expectShape(answer, `policies ${kind}`);
      expect(answer.json<Handler>()).toMatchObject({ version: 1, policies: DEFAULTS[kind] });
      expect(answer.json<Handler>().policies).toEqual(DEFAULTS[kind]);
    });

    test.each(KINDS)('[60 paths] %s has one path with the folder and one without, under every prefix', async (kind) => {
      const handler = await read(me.api, kind);
      for (const prefix of ['/4', '/6', '/3']) {
        const api = me.api.under(prefix);
        for (const path of [`/handlers/${kind}`, `/${kind}`]) {
          expect(expectBody(await api.get(path), 200)).toEqual(handler);
        }
      }
    });

    test('[60] Basic or token; no credentials: 12010', async () => {
      for (const kind of KINDS) {
        expectBody(await me.basic.get(`/handlers/${kind}`), 200);
        for (const method of ['GET', 'PATCH', 'POST']) {
          server.expectError(await server.anonymous.send(method, `/handlers/${kind}`), 401, 12010);
        }
      }
    });

    test('[60] [00 §7] other methods: 12021, and OPTIONS names those that there are', async () => {
      for (const path of ['/handlers/identify', '/identify']) {
        server.expectError(await me.api.delete(path), 405, 12021);
        const { status, headers } = await server.anonymous.send('OPTIONS', path);
        expect(status).toBe(204);
        expect(headers.allow?.split(', ').sort()).toEqual(['GET', 'OPTIONS', 'PATCH', 'POST']);
      }
    });

    test("[60] an account's handlers are its own", async () => {
      const other = await server.newAccount();
      expectDone(await change(other.api, 'verify', { verification_threshold: 0.1 }));
      expect((await read(other.api, 'verify')).handler_id).not.toBe((await read(me.api, 'verify')).handler_id);
      expect((await read(me.api, 'verify')).policies).toEqual(DEFAULTS.verify);
    });
  });

  describe('changing', () => {
    test('[60 PATCH] given members change at any depth, the rest stays, the version grows by one', async () => {
      const { api } = await server.newAccount();
      const list = await createList(api, 'persons');
      const { handler_id } = await read(api, 'identify');
      expectDone(await change(api, 'identify', { extract_policy: { estimate_quality: 1, yaw__lt: 30.5 } }));
      expectDone(await change(api, 'identify', { match_policy: { list_id: list } }));
      expectDone(await change(api, 'identify', { match_policy: { limit: 5, similarity__gte: 0.5 } }));
      expect(await read(api, 'identify')).toEqual({
        handler_id,
        version: 4,
        policies: {
          extract_policy: { ...EXTRACT_POLICY, estimate_quality: 1, yaw__lt: 30.5 },
          match_policy: { list_id: list, limit: 5, similarity__gte: 0.5 },
        },
      });
      expectDone(await change(api, 'identify', { match_policy: { list_id: null } }));
      expect((await read(api, 'identify')).policies).toMatchObject({ match_policy: { list_id: null, limit: 5 } });
    });

    test.each(KINDS)(
      '[60 PATCH] %s: an extension is absent until it is set, keeps its members, null removes it',
      async (kind) => {
        const { api } = await server.newAccount();
        const liveness = async () => (await read(api, kind)).policies.liveness_policy;
        expectDone(await change(api, kind, { liveness_policy: null }));
        expect((await read(api, kind)).policies).toEqual(DEFAULTS[kind]);
        expectDone(await change(api, kind, { liveness_policy: { liveness_threshold: 0.4 } }));
        expect(await liveness()).toEqual({ check_liveness: 0, liveness_threshold: 0.4 });
        expectDone(await change(api, kind, { liveness_policy: { check_liveness: 1 } }));
        expect(await liveness()).toEqual({ check_liveness: 1, liveness_threshold: 0.4 });
        expectDone(await change(api, kind, { liveness_policy: { liveness_threshold: null } }));
        expect(await liveness()).toEqual({ check_liveness: 1, liveness_threshold: null });
        expectDone(await change(api, kind, { liveness_policy: null }));
        expect(await read(api, kind)).toMatchObject({ version: 6, policies: DEFAULTS[kind] });
        expect(await liveness()).toBeUndefined();
      },
    );

    test('[60 PATCH] no member: nothing changes but the version', async () => {
      const { api } = await server.newAccount();
      expectDone(await change(api, 'verify', {}));
      expectDone(await change(api, 'verify', { extract_policy: {} }));
      expect(await read(api, 'verify')).toMatchObject({ version: 3, policies: DEFAULTS.verify });
    });

    test('[60 PATCH] [issue 5, bad input] clients that change at the same time lose nothing', async () => {
      const { api } = await server.newAccount();
      const flags = Object.keys(EXTRACT_POLICY).filter((name) => /^estimate|exif/.test(name));
      const changes = flags.map((name) => ({ extract_policy: { [name]: 1 } }));
      const both = [...changes, ...Array.from({ length: 10 }, (_, index) => ({ verification_threshold: index / 10 }))];
      const answers = await Promise.all(both.map((json) => change(api, 'verify', json)));
      for (const answer of answers) {
        expectDone(answer);
      }
      const { version, policies } = await read(api, 'verify');
      expect(version).toBe(1 + both.length);
      expect(policies.extract_policy).toMatchObject(Object.fromEntries(flags.map((name) => [name, 1])));
    });

    test.each<[Kind, unknown, string]>([
      ['extractor', { unknown: 1 }, ''],
      ['extractor', { match_policy: { limit: 3 } }, ''],
      ['extractor', { policies: {} }, ''],
      ['extractor', { constructor: 1 }, ''],
      ['extractor', { extract_policy: { extract_descriptor: 0 } }, 'extract_policy'],
      ['extractor', { extract_policy: null }, 'extract_policy'],
      ['extractor', { extract_policy: [] }, 'extract_policy'],
      ['extractor', { extract_policy: 'all' }, 'extract_policy'],
      ['extractor', { extract_policy: { estimate_quality: 2 } }, 'extract_policy.estimate_quality'],
      ['extractor', { extract_policy: { estimate_quality: true } }, 'extract_policy.estimate_quality'],
      ['extractor', { extract_policy: { estimate_quality: '1' } }, 'extract_policy.estimate_quality'],
      ['extractor', { extract_policy: { estimate_quality: null } }, 'extract_policy.estimate_quality'],
      ['extractor', { extract_policy: { score_threshold: 1.5 } }, 'extract_policy.score_threshold'],
      ['extractor', { extract_policy: { yaw__lt: 181 } }, 'extract_policy.yaw__lt'],
      ['extractor', { extract_policy: { roll__lt: -1 } }, 'extract_policy.roll__lt'],
      ['extractor', { person_policy: { list_id: 'list' } }, 'person_policy.list_id'],
      ['extractor', { person_policy: { list_id: 5 } }, 'person_policy.list_id'],
      ['identify', { match_policy: { limit: 0 } }, 'match_policy.limit'],
      ['identify', { match_policy: { limit: 1.5 } }, 'match_policy.limit'],
      ['identify', { match_policy: { limit: '3' } }, 'match_policy.limit'],
      ['identify', { match_policy: { similarity__gte: 1.01 } }, 'match_policy.similarity__gte'],
      ['identify', { match_policy: { similarity__gte: -1 } }, 'match_policy.similarity__gte'],
      ['identify', { match_policy: { similarity__gte: '0.5' } }, 'match_policy.similarity__gte'],
      ['identify', { match_policy: { similarity__gte: null } }, 'match_policy.similarity__gte'],
      ['verify', { verification_threshold: -0.1 }, 'verification_threshold'],
      ['verify', { verification_threshold: '0.9' }, 'verification_threshold'],
      ['verify', { verification_threshold: null }, 'verification_threshold'],
      ['verify', { liveness_policy: { check_liveness: 2 } }, 'liveness_policy.check_liveness'],
      ['identify', { liveness_policy: { liveness_threshold: 1.1 } }, 'liveness_policy.liveness_threshold'],
      ['extractor', { liveness_policy: { liveness_threshold: 'high' } }, 'liveness_policy.liveness_threshold'],
      ['extractor', { liveness_policy: { quality_threshold: 0 } }, 'liveness_policy'],
      ['extractor', { liveness_policy: [] }, 'liveness_policy'],
      ['extractor', { webhook_policy: { url: 'http://127.0.0.1:9/' } }, 'webhook_policy.url'],
      ['extractor', { webhook_policy: { events: ['match'] } }, 'webhook_policy.events.0'],
      ['extractor', { webhook_policy: { threshold: 0.5 } }, 'webhook_policy'],
      ['identify', { webhook_policy: { threshold: 1.5 } }, 'webhook_policy.threshold'],
      ['identify', { webhook_policy: { events: 'match' } }, 'webhook_policy.events'],
      ['identify', { webhook_policy: { events: ['match', 'match'] } }, 'webhook_policy.events'],
      ['verify', { webhook_policy: { url: 7 } }, 'webhook_policy.url'],
      ['verify', { webhook_policy: { url: 'http://a/\u0000' } }, 'webhook_policy.url'],
      ['verify', { webhook_policy: { headers: {} } }, 'webhook_policy'],
      ['verify', { webhook_policy: 'http://a/' }, 'webhook_policy'],
      ['extractor', { liveness_policy: { check_liveness: null } }, 'liveness_policy.check_liveness'],
    ])('[60 errors] %s: %j is 12022', async (kind, json, path) => {
      const before = await read(me.api, kind);
      server.expectError(await change(me.api, kind, json), 400, 12022, path);
      expect(await read(me.api, kind)).toEqual(before);
    });

    test.each([
      ['', 12002],
      ['{', 12002],
      ['[]', 12002],
      ['7', 12002],
      ['"x"', 12002],
      ['null', 12005],
      ['{"__proto__":{"verification_threshold":0}}', 12022],
      [`{"${'x'.repeat(100_000)}":1}`, 12022],
      [`{"extract_policy":${'['.repeat(5000)}${']'.repeat(5000)}}`, 12022],
    ])('[60 errors] a body like %.20s: %i', async (body, code) => {
      const answer = await me.api.patch('/handlers/verify', { body, type: 'application/json' });
      server.expectError(answer, 400, code);
      expect(answer.text.length).toBeLessThan(1000);
    });

    test('[60 errors] a list that does not exist, of another account or of the wrong kind', async () => {
      const other = await server.newAccount();
      const foreign = await createList(other.api, 'persons');
      const wrong = await createList(me.api, 'descriptors');
      for (const [kind, policy] of [
        ['extractor', 'person_policy'],
        ['identify', 'match_policy'],
      ] as const) {
        const before = await read(me.api, kind);
        for (const list_id of [UNKNOWN_ID, foreign]) {
          server.expectError(await change(me.api, kind, { [policy]: { list_id } }), 400, 22003);
        }
        if (server.mode === 'backport3') {
          const answer = await change(me.api, kind, { [policy]: { list_id: wrong } });
          server.expectError(answer, 400, 36001, 'persons', 'descriptors', wrong);
        }
        expect(await read(me.api, kind)).toEqual(before);
      }
    });
  });
});
