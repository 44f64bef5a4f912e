import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import type { Answer, Client, RequestOptions } from './support/client.ts';
import {
  createPerson,
  type EnrolledPerson,
  enrolPerson,
  expectBody,
  expectDone,
  first,
  postImage,
} from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { emptyPhoto, photo } from './support/photos.ts';
import { type Received, Receiver } from './support/receiver.ts';
import type { Account } from './support/server.ts';
import type { Mode } from './support/target.ts';

const KEY = 'the key of the receiver';
const STATISTICS = '/internal/lps_event';
const KINDS = ['extractor', 'identify', 'verify'] as const;
type Kind = (typeof KINDS)[number];

interface Refusals {
  readonly refused: number;
}

describe.each<Mode>(['backport3', 'lp3'])('webhooks of handlers · %s', needsOwnServers(), (mode) => {
  let receiver: Receiver;
  let running: AdminServer;
  let hook: string;
  beforeAll(async () => {
    receiver = await Receiver.start();
    hook = `${receiver.url}/hooks/door?id=7`;
    running = await startAdminServer(mode, {
      WEBHOOK_ALLOWED_URLS: `https://hooks.example.com, ${receiver.url}/hooks`,
      EVENTS_RECEIVER: `${receiver.url}${STATISTICS}`,
      EVENTS_SIGNATURE_KEY: KEY,
    });
  });
  afterAll(async () => {
    await running?.close();
    receiver?.close();
  });

  const patch = (api: Client, kind: Kind, json: unknown) => api.patch(`/handlers/${kind}`, { json });
  const tell = async (api: Client, kind: Kind, policy: object = {}) =>
    expectDone(await patch(api, kind, { webhook_policy: { url: hook, ...policy } }));
  const run = async (api: Client, kind: Kind, name: Parameters<typeof photo>[0], query: RequestOptions['query'] = {}) =>
    api.post(`/handlers/${kind}`, { body: await photo(name), type: 'image/jpeg', query });
  const webhooks = () => receiver.received.filter(({ path }) => path.startsWith('/hooks'));
  const refusals = async () => expectBody<Refusals>(await running.admin('GET', '/events'), 200).refused;

  /** What the webhook is told of one run. */
  async function toldOf(request: () => Promise<Answer>) {
    const before = webhooks().length;
    const answer = await request();
    expect(answer.status, answer.text).toBe(201);
    await expect.poll(() => webhooks().length).toBe(before + 1);
    const raw = webhooks()[before] as Received;
    return { answer, raw, told: JSON.parse(raw.body) as Record<string, unknown> };
  }

  /** Runs that tell nobody; one that does ends the wait: what they told would have come long before. */
  async function expectNothingTold(api: Client, requests: () => Promise<unknown>): Promise<void> {
    const before = webhooks().length;
    await requests();
    await tell(api, 'extractor', { events: ['created'] });
    await toldOf(() => run(api, 'extractor', 'erin'));
    expect(webhooks().length).toBe(before + 1);
  }

  describe('identify', () => {
    test('[issue 5 §5] "no match" and "match": members in order, the answer, signed, no token', async () => {
      const { api, token } = await running.server.newAccount();
      await tell(api, 'identify');
      const { answer, raw, told } = await toldOf(() => run(api, 'identify', 'erin'));
      expect(raw.path).toBe('/hooks/door?id=7');
      expect(Object.keys(told)).toEqual([
        'event',
        'account_id',
        'handler',
        'request_id',
        'timestamp',
        'threshold',
        'candidates',
        'face',
      ]);
      const { face } = answer.json<{ face: object }>();
      const { handler_id } = expectBody<{ handler_id: string }>(await api.get('/handlers/identify'), 200);
      expect(told).toMatchObject({
        event: 'no_match',
        handler: { handler_id, kind: 'identify', version: 2 },
        request_id: answer.headers['luna-request-id'],
        threshold: null,
        candidates: [],
        face,
      });
      expect(Math.abs(Number(told.timestamp) - Date.now() / 1000)).toBeLessThan(60);
      expect(raw.body).not.toContain(token);
      expect(raw.headers['content-type']).toBe('application/json');
      const [, seconds = '', mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(raw.headers['x-luna-signature'])) ?? [];
      expect(mac).toBe(createHmac('sha256', KEY).update(`${seconds}.`).update(raw.body).digest('hex'));

      const { person } = await enrolPerson(api, ['erin'], 'Erin');
      const match = await toldOf(() => run(api, 'identify', 'erin'));
      expect(match.told).toMatchObject({ event: 'match', candidates: match.answer.json<typeof told>().candidates });
      expect(match.told.candidates).toMatchObject([{ person_id: person, similarity: 1, user_data: 'Erin' }]);
    });

    test('[issue 5 §5] the threshold tells a match from none; the answer has its candidates all the same', async () => {
      const { api } = await running.server.newAccount();
      await enrolPerson(api, ['erin']);
      await tell(api, 'identify', { threshold: 1 });
      expect((await toldOf(() => run(api, 'identify', 'erin'))).told).toMatchObject({ event: 'match', threshold: 1 });
      const stranger = await toldOf(() => run(api, 'identify', 'blonde'));
      expect(stranger.told).toMatchObject({ event: 'no_match', threshold: 1 });
      expect(stranger.answer.json<{ candidates: unknown[] }>().candidates).toHaveLength(1);
      expect(stranger.told.candidates).toHaveLength(1);
    });

    test('[issue 5 §5] only the events that are named', async () => {
      const { api } = await running.server.newAccount();
      await enrolPerson(api, ['erin']);
      await tell(api, 'identify', { events: ['no_match'], threshold: 0.9 });
      await expectNothingTold(api, () => run(api, 'identify', 'erin'));
      expect((await toldOf(() => run(api, 'identify', 'blonde'))).told).toMatchObject({ event: 'no_match' });
    });
  });

  describe('verify', () => {
    let me: Account;
    let erin: EnrolledPerson;
    beforeAll(async () => {
      me = await running.server.newAccount();
      erin = await enrolPerson(me.api, ['erin']);
      await tell(me.api, 'verify');
    });

    test('[issue 5 §5] "verified" and "not verified", with the person and the threshold', async () => {
      const verify = (name: 'erin' | 'blonde', person_id: string) =>
        toldOf(() => run(me.api, 'verify', name, { person_id }));
      const { told, answer } = await verify('erin', erin.person);
      expect(told).toMatchObject({
        event: 'verified',
        handler: { kind: 'verify' },
        threshold: 0.9,
        person_id: erin.person,
        candidates: answer.json<typeof told>().candidates,
      });
      expect((await verify('blonde', erin.person)).told).toMatchObject({ event: 'not_verified' });
      const nobody = await createPerson(me.api);
      expect((await verify('erin', nobody)).told).toMatchObject({ event: 'not_verified', candidates: [] });
    });

    test('[issue 5 §5] only the events that are named', async () => {
      await tell(me.api, 'verify', { events: ['not_verified'] });
      await expectNothingTold(me.api, () => run(me.api, 'verify', 'erin', { person_id: erin.person }));
    });
  });

  describe('extractor', () => {
    test('[issue 5 §5] tells of the created person; of nothing with no event; of no failure', async () => {
      const { api } = await running.server.newAccount();
      await tell(api, 'extractor');
      const { told, answer } = await toldOf(() => run(api, 'extractor', 'erin'));
      const { person_id, face } = answer.json<{ person_id: string; face: object }>();
      expect(told).toMatchObject({ event: 'created', person_id, face });
      expect(told).not.toHaveProperty('candidates');
      await expectNothingTold(api, async () => {
        await api.post('/handlers/extractor', { body: await emptyPhoto(), type: 'image/jpeg' });
        await tell(api, 'extractor', { events: [] });
        await run(api, 'extractor', 'erin');
      });
    });
  });

  describe('the policy', () => {
    test.each(KINDS)('[60 PATCH] %s: absent until it is set, then with defaults; null removes it', async (kind) => {
      const { api } = await running.server.newAccount();
      const policy = async () => {
        const body = expectBody<{ policies: { webhook_policy?: object } }>(await api.get(`/handlers/${kind}`), 200);
        return body.policies.webhook_policy;
      };
      expect(await policy()).toBeUndefined();
      await tell(api, kind);
      const events = { extractor: ['created'], identify: ['match', 'no_match'], verify: ['verified', 'not_verified'] };
      const threshold = kind === 'identify' ? { threshold: null } : {};
      expect(await policy()).toEqual({ url: hook, events: events[kind], ...threshold });
      const one = [first(events[kind])];
      expectDone(await patch(api, kind, { webhook_policy: { events: one } }));
      expect(await policy()).toEqual({ url: hook, events: one, ...threshold });
      expectDone(await patch(api, kind, { webhook_policy: null }));
      expect(await policy()).toBeUndefined();
    });

    test('[issue 5, bad input] a URL that the service does not allow: 12022 that names the setting', async () => {
      const { api } = await running.server.newAccount();
      for (const url of [
        receiver.url,
        `${receiver.url}/hooks/../admin`,
        `${receiver.url}/hooks/..%2fadmin`,
        'http://169.254.169.254/latest/meta-data/',
        'http://localhost:5432/hooks',
        'https://hooks.example.com.evil.test/',
      ]) {
        const answer = await patch(api, 'identify', { webhook_policy: { url } });
        running.server.expectError(answer, 400, 12022, 'webhook_policy.url');
        expect(answer.text).toContain('WEBHOOK_ALLOWED_URLS');
      }
      for (const url of ['', 'door', 'file:///etc/passwd', 'https://me:secret@hooks.example.com/']) {
        const answer = await patch(api, 'identify', { webhook_policy: { url } });
        running.server.expectError(answer, 400, 12022, 'webhook_policy.url');
      }
      running.server.expectError(await patch(api, 'verify', { webhook_policy: {} }), 400, 12022, 'webhook_policy.url');
      expect(expectBody(await api.get('/handlers/identify'), 200)).toMatchObject({ version: 1 });
    });
  });

  test('[issue 5, receiver] a redirect is not followed, is counted, and changes no answer', async () => {
    const { api } = await running.server.newAccount();
    await tell(api, 'identify');
    const before = await refusals();
    receiver.status = 307;
    await toldOf(() => run(api, 'identify', 'erin'));
    await expect.poll(refusals).toBe(before + 1);
    receiver.status = 204;
    expect((await toldOf(() => run(api, 'identify', 'erin'))).told).toMatchObject({ event: 'no_match' });
  });

  test('[70 events] runs of handlers are no statistics events: LP3 had none of these sources', async () => {
    const statistics = () => receiver.received.filter(({ path }) => path === STATISTICS).length;
    const { api } = await running.server.newAccount();
    // Events leave in order, so the last of a photo shows that there are no more of before.
    const photoTold = async () => {
      const answer = await postImage(api, await photo('erin'));
      const isIts = ({ path, body }: Received) => path === STATISTICS && body.startsWith(`{"result":${answer.text},`);
      await expect.poll(() => receiver.received.some(isIts)).toBe(true);
    };
    const { person } = await enrolPerson(api, ['erin']);
    await photoTold();
    const before = statistics();
    for (const kind of KINDS) {
      await tell(api, kind);
      await toldOf(() => run(api, kind, 'erin', kind === 'verify' ? { person_id: person } : {}));
    }
    await photoTold();
    expect(statistics()).toBe(before + 1);
  });
});
