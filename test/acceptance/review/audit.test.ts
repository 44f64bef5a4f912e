import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AdminServer, startAdminServer } from '../support/adminServer.ts';
import { createPerson, enrol, enrolPerson, expectBody, first } from '../support/objects.ts';
import { needsOwnServers } from '../support/ownServers.ts';
import { photo } from '../support/photos.ts';
import { type Account, suite } from '../support/server.ts';

interface Trail {
  readonly recorded: boolean;
  readonly entries: readonly { action: string; operation: string; status: number; token: string | null }[];
  readonly complete: boolean;
}

describe('review: the audit log, as its account sees it · backport3', needsOwnServers(), () => {
  let running: AdminServer;
  let me: Account;
  beforeAll(async () => {
    running = await startAdminServer('backport3', { AUDIT_LOG: 'true' });
    me = await running.server.newAccount();
  });
  afterAll(() => running?.close());

  const trailOf = async (id: string, query: Record<string, string> = {}, account = me) =>
    expectBody<Trail>(await account.api.under('/ext/1').get('/audit', { query: { object_id: id, ...query } }), 200);
  const operations = ({ entries }: Trail) => entries.map(({ operation }) => operation);

  test('[issue 17] what was done to a person and to a face, the newest first; reads by wish', async () => {
    const { person, descriptors } = await enrolPerson(me.api, ['erin'], 'Erin');
    await me.api.get(`/storage/persons/${person}`);
    await me.basic.send('DELETE', `/storage/persons/${person}`);
    await expect.poll(async () => operations(await trailOf(person))).toHaveLength(3);
    const trail = await trailOf(person);
    expect(trail).toMatchObject({ recorded: true, complete: true });
    expect(operations(trail)).toEqual(['deletePerson', 'changePersonDescriptors', 'createPerson']);
    expect(trail.entries[0]).toMatchObject({ action: 'change', status: 204, token: null });
    expect(trail.entries[2]?.token).toMatch(/^[0-9a-f]{12}$/);
    expect(operations(await trailOf(person, { reads: '1' }))).toContain('getPerson');
    expect(await trailOf(person, { limit: '1' })).toMatchObject({ complete: false, entries: [{ status: 204 }] });
    const face = await trailOf(first(descriptors));
    expect(face.entries.at(-1)).toMatchObject({ action: 'enrol', operation: 'createDescriptors' });
  });

  test('[issue 17] a photo of which nothing is stored is an estimate, and no enrolment', async () => {
    const { api } = await running.server.newAccount();
    const image = { body: await photo('erin'), type: 'image/jpeg' };
    for (const extract_descriptor of ['0', '1']) {
      const query = { extract_descriptor, estimate_quality: '1' };
      expectBody(await api.under('/ext/1').post('/faces', { ...image, query }), 201);
      expectBody(await api.post('/storage/descriptors', { ...image, query }), 201);
    }
    const actions = async () => {
      const { text } = await running.admin('GET', '/audit/entries');
      const entries = text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { action: string; operation: string; facts: { account?: string } });
      const mine = entries.find(({ operation }) => operation === 'extractFaces')?.facts.account;
      return entries
        .filter(({ operation, facts }) => facts.account === mine && /extractFaces|createDescriptors/.test(operation))
        .map(({ action }) => action);
    };
    await expect.poll(actions).toEqual(['estimate', 'estimate', 'enrol', 'enrol']);
  });

  test('[issue 17] of an id that two accounts name each sees its own requests', async () => {
    const person = await createPerson(me.api, { user_data: 'Mine' });
    const other = await running.server.newAccount();
    await other.api.send('DELETE', `/storage/persons/${person}`);
    const theirs = () => trailOf(person, {}, other);
    await expect.poll(async () => (await theirs()).entries.map(({ status }) => status)).toEqual([404]);
    expect(operations(await trailOf(person))).toEqual(['createPerson']);
  });
});

suite('review: the audit log where there is none', (server) => {
  test('[issue 17] nothing is recorded, and the answer says so', async () => {
    const { api } = await server.newAccount();
    const face = await enrol(api, 'erin');
    const ext = api.under('/ext/1');
    const none = { recorded: false, entries: [], complete: true };
    expect(expectBody<Trail>(await ext.get('/audit', { query: { object_id: face } }), 200)).toEqual(none);
    server.expectError(await ext.get('/audit'), 400, 12014, 'object_id');
    server.expectError(await server.anonymous.under('/ext/1').get(`/audit?object_id=${face}`), 401, 12010);
  });
});
