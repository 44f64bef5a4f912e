import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { run, type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-migrate-models-'));
const SETTINGS = { DATA_DIR: join(folder, 'data') };

let server: Serving;
let token: string;
let list: string;
let faces: readonly string[];

async function ask<Body>(path: string, body?: object, method = 'POST'): Promise<Body> {
  const isPhoto = body instanceof Uint8Array;
  const answer = await fetch(`${server.url}/4${path}`, {
    method,
    headers: {
      'Content-Type': isPhoto ? 'image/jpeg' : 'application/json',
      ...(token !== undefined && { 'X-Auth-Token': token }),
    },
    ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  expect(answer.ok, path).toBe(true);
  return (answer.status === 204 ? {} : await answer.json()) as Body;
}

interface Candidate {
  readonly person_id: string;
  readonly similarity: number;
}

const identify = async (face: string) =>
  (await ask<{ candidates: Candidate[] }>(`/matching/identify?descriptor_id=${face}&list_id=${list}&limit=9`))
    .candidates;
const everyAnswer = () => Promise.all(faces.map(identify));

beforeAll(async () => {
  server = await serve({ ...SETTINGS, EMBEDDER: 'fr' });
  const account = { organization_name: 'Models', email: 'models@example.com', password: 'secret-word' };
  token = (await ask<{ token: string }>('/accounts', account)).token;
  list = (await ask<{ list_id: string }>('/storage/lists?type=persons', { list_data: 'guests' })).list_id;
  const photo = readFileSync((await testModels()).pathOf('samples/sample3.jpg'));
  faces = (await ask<{ faces: { id: string }[] }>('/storage/descriptors', photo)).faces.map(({ id }) => id);
  for (const face of faces) {
    const { person_id } = await ask<{ person_id: string }>('/storage/persons', { user_data: face });
    await ask(`/storage/persons/${person_id}/linked_descriptors?do=attach&descriptor_id=${face}`, undefined, 'PATCH');
    await ask(`/storage/persons/${person_id}/linked_lists?do=attach&list_id=${list}`, undefined, 'PATCH');
  }
});
afterAll(async () => {
  await server?.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('moves an installation to another embedder beside its server, which answers as before until it is restarted', async () => {
  const before = await everyAnswer();
  // The last face loses its portrait.
  const lost = faces.at(-1) ?? '';
  for (const name of readdirSync(SETTINGS.DATA_DIR, { recursive: true, encoding: 'utf8' })) {
    if (name.includes(lost) && name.endsWith('.jpg')) rmSync(join(SETTINGS.DATA_DIR, name));
  }
  const left = join(folder, 'left.csv');
  const prepared = await run(['models', 'migrate', '--to', 'fr+', '--rate', '0', '--left', left], SETTINGS);
  expect(prepared).toMatchObject({ code: 7, stdout: expect.stringMatching(/^2 descriptors of fr\+ made\n1 faces/) });
  expect(prepared.stdout).toContain('3 faces, 1 of them without a new descriptor; 2 sample searches');
  expect(readFileSync(left, 'utf8')).toMatch(
    new RegExp(`^descriptor_id,account_id,reason\n${lost},[-0-9a-f]{36},no portrait\n$`),
  );
  expect(await everyAnswer()).toEqual(before);

  const moved = await run(['models', 'migrate', '--to', 'fr+', '--switch', '--json'], SETTINGS);
  expect(JSON.parse(moved.stdout)).toMatchObject({ made: 0, left: 1, switched: { lists: 1, switched: 2, kept: 1 } });
  expect(await everyAnswer(), 'a node of the old embedder').toEqual(before);

  await server.end('SIGTERM');
  server = await serve(SETTINGS);
  expect(server.line).toContain('models fr+ in');
  const [first = [], second = []] = await Promise.all(faces.slice(0, 2).map(identify));
  expect([first, second].map(([best]) => best)).toEqual([before[0]?.[0], before[1]?.[0]]);
  expect(first.length, 'the face without a portrait is not compared').toBe(2);
  expect(first[1]?.similarity).not.toBe(
    before[0]?.find(({ person_id }) => person_id === first[1]?.person_id)?.similarity,
  );

  const back = await run(['models', 'migrate', '--to', 'fr', '--switch', '--json'], SETTINGS);
  expect(JSON.parse(back.stdout)).toMatchObject({ made: 0, left: 0, switched: { lists: 1, switched: 2, kept: 0 } });
  await server.end('SIGTERM');
  server = await serve(SETTINGS);
  expect(server.line).toContain('models fr in');
  expect(await everyAnswer()).toEqual(before);
  expect(await run(['models', 'forget', 'fr+'], SETTINGS)).toMatchObject({ stdout: '2 descriptors of fr+ deleted\n' });
});
