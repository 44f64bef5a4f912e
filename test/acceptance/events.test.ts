import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needs } from '../support/run/needs.ts';
import { type AdminServer, startAdminServer } from './support/adminServer.ts';
import type { RequestOptions } from './support/client.ts';
import { createList, createPerson, enrol, expectBody, postImage } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { UNKNOWN_ID } from './support/patterns.ts';
import { emptyPhoto, photo } from './support/photos.ts';
import { type Received, Receiver } from './support/receiver.ts';
import type { Account } from './support/server.ts';
import type { Mode } from './support/target.ts';

const KEY = 'the key of the receiver';

describe.each<Mode>(['backport3', 'lp3'])('outgoing events · %s', needsOwnServers(), (mode) => {
  let receiver: Receiver;
  let running: AdminServer;
  let me: Account;
  beforeAll(async () => {
    receiver = await Receiver.start();
    running = await startAdminServer(mode, {
      EVENTS_RECEIVER: `${receiver.url}/internal/lps_event`,
      EVENTS_SIGNATURE_KEY: KEY,
    });
    me = await running.server.newAccount();
  });
  afterAll(async () => {
    await running?.close();
    receiver?.close();
  });

  /** The event that the request leads to. */
  async function eventOf(request: () => Promise<unknown>): Promise<{ event: Record<string, unknown>; raw: Received }> {
    const { received } = receiver;
    const before = received.length;
    await request();
    await expect.poll(() => received.length).toBe(before + 1);
    const raw = received[before];
    if (!raw) throw new Error('no event');
    return { event: JSON.parse(raw.body), raw };
  }

  test('[70 events] an extraction: members in order, the answer as it left, signed', async () => {
    let answer = '';
    const { event, raw } = await eventOf(async () => {
      answer = (await postImage(me.api, await photo('erin'))).text;
    });
    expect(raw.path).toBe('/internal/lps_event');
    expect(Object.keys(event)).toEqual(['result', 'account_id', 'timestamp', 'source', 'event_type', 'authorization']);
    expect(raw.body.startsWith(`{"result":${answer},`)).toBe(true);
    expect(event).toMatchObject({
      source: 'descriptors',
      event_type: 'extract',
      authorization: { token_id: me.token, token_data: '' },
    });
    expect(Math.abs(Number(event.timestamp) - Date.now() / 1000)).toBeLessThan(60);
    const [, seconds = '', mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(raw.headers['x-luna-signature'])) ?? [];
    expect(mac).toBe(createHmac('sha256', KEY).update(`${seconds}.`).update(raw.body).digest('hex'));
  });

  test('[issue 18] a photo that an extension takes is the event of an extraction, with its faces', async () => {
    const image = { body: await photo('erin'), type: 'image/jpeg' };
    const ext = me.api.under('/ext/1');
    let person = '';
    const extension = async (path: () => string) => {
      let answer: { readonly person_id?: string; readonly face?: object; readonly faces?: readonly object[] } = {};
      const { event } = await eventOf(async () => {
        answer = expectBody(await ext.post(path(), image), 201);
      });
      const { face, faces = [face] } = answer;
      expect(event).toMatchObject({ source: 'descriptors', event_type: 'extract', result: { faces } });
      person = answer.person_id ?? person;
    };
    await extension(() => '/faces');
    await extension(() => '/persons');
    await extension(() => `/persons/${person}/photos`);
  });

  test('[70 events] matching: template and candidate; a list with its data and type; Basic', async () => {
    let descriptor = '';
    await eventOf(async () => {
      descriptor = await enrol(me.api, 'erin');
    });
    const list = await createList(me.api, 'persons', 'guests');
    const person = await createPerson(me.api);
    const identify = { query: { descriptor_id: descriptor, list_id: list } };
    const { event } = await eventOf(() => me.basic.post('/matching/identify', identify));
    expect(event).toMatchObject({
      result: { candidates: [] },
      source: 'identify',
      event_type: 'match',
      authorization: 'basic',
      template: { descriptor_id: descriptor },
      candidate: { list_id: list, list_data: 'guests', list_type: 0 },
    });
    const verify = { query: { descriptor_id: descriptor, person_id: person } };
    expect((await eventOf(() => me.api.post('/matching/verify', verify))).event).toMatchObject({
      source: 'verify',
      template: { descriptor_id: descriptor },
      candidate: { person_ids: [person] },
    });
    const match = { query: { descriptor_id: descriptor, descriptor_ids: descriptor } };
    expect((await eventOf(() => me.api.post('/matching/match', match))).event).toMatchObject({
      source: 'match',
      candidate: { descriptor_ids: [descriptor] },
    });
    const image = await photo('erin');
    const search = { query: { list_id: list }, body: image, type: 'image/jpeg' };
    const { event: searched } = await eventOf(() => me.api.post('/matching/search', search));
    expect(searched).toMatchObject({ source: 'search', event_type: 'match', candidate: { list_id: list } });
    const { face } = searched.result as { face: { id: string } };
    expect(searched.template).toEqual({ descriptor_id: face.id });
  });

  test('[70 events] list_type of a descriptors list is 1', async () => {
    const list = await createList(me.api, 'descriptors', 'badges');
    let descriptor = '';
    await eventOf(async () => {
      descriptor = await enrol(me.api, 'erin');
    });
    const match = { query: { descriptor_id: descriptor, list_id: list } };
    expect((await eventOf(() => me.api.post('/matching/match', match))).event).toMatchObject({
      candidate: { list_id: list, list_data: 'badges', list_type: 1 },
    });
  });

  const photoOfNobody = async () => ({ body: await emptyPhoto(), type: 'image/jpeg' });
  const failed = [
    ['identify', async () => ({})],
    ['identify', async () => ({ query: { descriptor_id: UNKNOWN_ID, person_ids: UNKNOWN_ID } })],
    ['identify', async () => ({ query: { descriptor_id: 'x' } })],
    ['match', async () => ({ query: { person_id: UNKNOWN_ID, descriptor_ids: UNKNOWN_ID } })],
    ['verify', async () => ({ query: { descriptor_id: UNKNOWN_ID, person_id: UNKNOWN_ID } })],
    ['verify', async () => ({ query: { person_id: UNKNOWN_ID } })],
    ['search', async () => ({ query: { person_ids: UNKNOWN_ID }, ...(await photoOfNobody()) })],
  ] as const;

  test.each(failed)(
    '[70 events] a failed matching (%s) is an event, its result the error object',
    needs(mode === 'lp3', 'only lp3 has such events'),
    async (source, options) => {
      const sent: RequestOptions = await options();
      let answer = '';
      const { event, raw } = await eventOf(async () => {
        answer = (await me.api.post(`/matching/${source}`, sent)).text;
      });
      expect(raw.body.startsWith(`{"result":${answer},`)).toBe(true);
      expect(event).toMatchObject({ result: { error_code: expect.any(Number) }, source, event_type: 'match' });
      const { descriptor_id, person_id, person_ids } = sent.query ?? {};
      if (source === 'identify' && descriptor_id === UNKNOWN_ID) {
        expect(event).toMatchObject({ template: { descriptor_id }, candidate: { person_ids: [person_ids] } });
      }
      if (source === 'verify') expect(event.candidate).toEqual({ person_ids: [person_id] });
    },
  );

  test('[70 events] failed extractions and other requests send none, nor does a stranger', async () => {
    const before = receiver.received.length;
    if (mode === 'backport3') {
      for (const [source, options] of failed) await me.api.post(`/matching/${source}`, await options());
    }
    await me.api.post('/storage/descriptors', await photoOfNobody());
    await me.api.post('/storage/descriptors', { body: 'x' });
    await running.server.anonymous.post('/matching/identify');
    await me.api.get('/storage/persons');
    await createPerson(me.api);
    // Events leave in order: one of those requests would arrive before this one.
    let answer = '';
    const { raw } = await eventOf(async () => {
      answer = (await postImage(me.api, await photo('erin'))).text;
    });
    expect(raw.body.startsWith(`{"result":${answer},`)).toBe(true);
    expect(receiver.received.length).toBe(before + 1);
  });

  test('[issue 5, receiver] refusals and redirects are counted and change no answer', async () => {
    const counts = async () =>
      expectBody<{ refused: number; delivered: number; queued: number }>(await running.admin('GET', '/events'), 200);
    const before = await counts();
    receiver.status = 302;
    await eventOf(() => enrol(me.api, 'erin'));
    await expect.poll(async () => (await counts()).refused).toBe(before.refused + 1);
    receiver.status = 204;
    await eventOf(() => enrol(me.api, 'erin'));
    await expect.poll(async () => (await counts()).delivered).toBe(before.delivered + 1);
    expect((await counts()).queued).toBe(0);
  });
});
