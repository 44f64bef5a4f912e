import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { testModels } from '../support/models.ts';
import { postgresAt } from './store/support/databases.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-drill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Json = Record<string, unknown>;

/** One account on a server, and what it was told that is stored. */
class Client {
  readonly url: string;
  readonly token: string;
  readonly persons: string[];

  constructor(url: string, token = '', persons: string[] = []) {
    this.url = url;
    this.token = token;
    this.persons = persons;
  }

  async send(method: string, path: string, body?: object): Promise<Response> {
    const isPhoto = body instanceof Uint8Array;
    const answer = await fetch(`${this.url}/4${path}`, {
      method,
      headers: {
        ...(body && { 'Content-Type': isPhoto ? 'image/jpeg' : 'application/json' }),
        ...(this.token && { 'X-Auth-Token': this.token }),
      },
      ...(body && { body: isPhoto ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async json(method: string, path: string, body?: object): Promise<Json> {
    return (await (await this.send(method, path, body)).json()) as Json;
  }

  async addPerson(userData: string): Promise<string> {
    const { person_id: id } = await this.json('POST', '/storage/persons', { user_data: userData });
    this.persons.push(String(id));
    return String(id);
  }
}

/** Faces of a photo, each a person in a list; and what a client sees of them. */
async function enrol(client: Client): Promise<{ readonly list: string; readonly faces: readonly string[] }> {
  const photo = readFileSync((await testModels()).pathOf('samples/sample3.jpg'));
  const { list_id: list } = await client.json('POST', '/storage/lists?type=persons', { list_data: 'guests' });
  const { faces } = (await client.json('POST', '/storage/descriptors', photo)) as { faces: { id: string }[] };
  for (const { id } of faces) {
    const person = await client.addPerson('a face');
    await client.send('PATCH', `/storage/persons/${person}/linked_descriptors?do=attach&descriptor_id=${id}`);
    await client.send('PATCH', `/storage/persons/${person}/linked_lists?do=attach&list_id=${list}`);
  }
  return { list: String(list), faces: faces.map(({ id }) => id) };
}

async function seen(client: Client, list: string, faces: readonly string[]): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const face of faces) {
    all.push(await client.json('POST', `/matching/identify?descriptor_id=${face}&list_id=${list}&limit=5`));
    for (const name of [face, `${face}_96`]) {
      const portrait = await (await client.send('GET', `/storage/portraits/${name}`)).arrayBuffer();
      all.push(Buffer.from(portrait).toString('base64'));
    }
  }
  return all;
}

/** Persons without end, until they are stopped or the server dies. */
function writeOn(client: Client): () => Promise<void> {
  let isOver = false;
  const lane = async () => {
    while (!isOver) await client.addPerson('written meanwhile');
  };
  const lanes = Promise.allSettled([lane(), lane(), lane()]);
  return async () => {
    isOver = true;
    await lanes;
  };
}

/** Backs up under load, kills the server, and restores elsewhere; everything is there that was acknowledged before. */
async function drill(server: Serving, from: Settings, client: Client, to: Settings): Promise<[Serving, Client]> {
  const { list, faces } = await enrol(client);
  const before = await seen(client, list, faces);
  const stop = writeOn(client);
  while (client.persons.length < 30) await new Promise((resolve) => setTimeout(resolve, 20));
  const acknowledged = [...client.persons];
  const file = join(folder, `${acknowledged.length}-${faces[0]}.tar`);
  const backup = await run(['backup', '--out', file, '--json'], from);
  expect(backup).toMatchObject({ code: 0, stderr: '' });
  const { rows, portraits, bytes } = JSON.parse(backup.stdout) as { rows: Json; portraits: number; bytes: number };
  expect(bytes).toBe(lstatSync(file).size);
  expect((lstatSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(rows.person).toBeGreaterThanOrEqual(acknowledged.length);
  await server.end('SIGKILL');
  await stop();

  const restored = await run(['restore', file], to);
  expect(restored).toMatchObject({ code: 0, stderr: '' });
  expect(restored.stdout).toContain(` ${portraits} portraits`);
  const next = await serve(to);
  const there = new Client(next.url, client.token);
  for (const person of acknowledged) {
    there.persons.push(String((await there.json('GET', `/storage/persons/${person}`)).id));
  }
  expect(there.persons).toEqual(acknowledged);
  expect(await seen(there, list, faces)).toEqual(before);
  return [next, there];
}

type Settings = Readonly<Record<string, string>>;

it('backed up under load, killed, restored: PGlite to Postgres and back', { timeout: 600_000 }, async () => {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('TEST_POSTGRES_URL is not set');
  const database = await postgresAt(url);
  const { host, port, user, password, database: name } = database.options as unknown as Record<string, string>;
  const dsn = `${user}:${password || 'none'}@${host}:${port}/${name}`;
  const embedded = { DATA_DIR: join(folder, 'one') };
  const onServer = { DATA_DIR: join(folder, 'two'), DB_TYPE: 'postgres', DB_DSN: dsn };
  const third = { DATA_DIR: join(folder, 'three') };
  let server: Serving | undefined;
  try {
    server = await serve(embedded);
    const anyone = new Client(server.url);
    const account = { organization_name: 'Drill', email: 'drill@example.com', password: 'secret-word' };
    let client = new Client(server.url, String((await anyone.json('POST', '/accounts', account)).token));
    [server, client] = await drill(server, embedded, client, onServer);
    [server, client] = await drill(server, onServer, client, third);
    expect(readdirSync(third.DATA_DIR).sort()).toEqual(['admin.sock', 'database', 'portraits']);
    await server.end('SIGTERM');
    server = undefined;

    // What is there is never destroyed: refused, or moved aside.
    const [file = ''] = readdirSync(folder).filter((entry) => entry.endsWith('.tar'));
    const path = join(folder, file);
    const refused = await run(['restore', path], third);
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/holds a database.*--force\n$/),
    });
    const forced = await run(['restore', path, '--force', '--json'], third);
    expect({ code: forced.code, stderr: forced.stderr }).toEqual({ code: 0, stderr: '' });
    const { aside } = JSON.parse(forced.stdout) as { aside: string };
    expect(existsSync(join(aside, 'database', 'pgdata'))).toBe(true);
    expect(existsSync(join(aside, 'portraits', 'folder-id'))).toBe(true);

    // A file that is not whole changes nothing.
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(join(folder, 'damaged.tar'), bytes);
    const nowhere = join(folder, 'four');
    const damaged = await run(['restore', join(folder, 'damaged.tar')], { DATA_DIR: nowhere });
    expect(damaged).toEqual({
      code: 1,
      stdout: '',
      stderr: `luna-backport3: ${join(folder, 'damaged.tar')}: the backup is damaged: its bytes are not those that were written\n`,
    });
    expect(existsSync(nowhere)).toBe(false);
  } finally {
    await server?.end('SIGKILL');
    await database.remove();
  }
});
