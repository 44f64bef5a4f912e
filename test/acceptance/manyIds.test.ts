import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attachDescriptor, createPerson, enrol, expectBody, first, type PersonCandidate } from './support/objects.ts';
import { needsOwnServers } from './support/ownServers.ts';
import { type Account, Server, suite } from './support/server.ts';
import { type ServerProcess, startServer } from './support/serverProcess.ts';

const unknown = (count: number) => Array.from({ length: count }, () => randomUUID());

interface Candidates {
  readonly candidates: readonly PersonCandidate[];
}

suite('many ids', (server) => {
  let me: Account;
  let face: string;
  let person: string;
  beforeAll(async () => {
    me = await server.newAccount();
    face = await enrol(me.api, 'erin');
    person = await createPerson(me.api, { user_data: 'among many' });
    await attachDescriptor(me.api, person, face);
  });
  const identify = (ids: readonly string[]) =>
    me.api.post('/matching/identify', { query: { descriptor_id: face, person_ids: ids } });

  test('[50] 1000 of them, and one is unknown: 11020', async () => {
    server.expectError(await identify([person, ...unknown(1000)]), 400, 11020);
  });

  test('[50] 1000 times the same person: one candidate', async () => {
    const body = expectBody<Candidates>(await identify(Array<string>(1000).fill(person)), 201);
    expect(body.candidates).toEqual([expect.objectContaining({ person_id: person, similarity: 1 })]);
  });

  test('[issue 4, bad input] 100 000 of them are refused in the form of the contract', async () => {
    const answer = await fetch(
      `${server.url}/4/matching/identify?descriptor_id=${face}&person_ids=${unknown(100_000).join(',')}`,
      { method: 'POST', headers: { 'X-Auth-Token': me.token } },
    );
    expect(answer.status).toBe(431);
    expect(await answer.json()).toMatchObject({ error_code: expect.any(Number), detail: expect.any(String) });
    expectBody(await identify([person]), 201);
  });
});

describe('many ids, with a header limit that holds them', needsOwnServers(), () => {
  let folder: string;
  let running: ServerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'luna-acceptance-ids-'));
    running = await startServer({ DATA_DIR: folder, VISION_WORKERS: '1', HEADER_LIMIT: '4MB' });
  });
  afterAll(async () => {
    await running?.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  });

  test('[issue 4, bad input] 100 000 of them are searched', async () => {
    const server = new Server({ url: running.url, mode: 'backport3' });
    const me = await server.newAccount();
    const face = await enrol(me.api, 'erin');
    const persons = [await createPerson(me.api), await createPerson(me.api)];
    await attachDescriptor(me.api, first(persons), face);
    const many = Array.from({ length: 100_000 }, (_, index) => persons[index % 2] as string);
    const identify = (ids: readonly string[]) =>
      me.api.post('/matching/identify', { query: { descriptor_id: face, person_ids: ids } });
    const body = expectBody<Candidates>(await identify(many), 201);
    expect(body.candidates).toEqual([expect.objectContaining({ person_id: persons[0], similarity: 1 })]);
    server.expectError(await identify([...many.slice(1), ...unknown(1)]), 400, 11020);
  });
});
