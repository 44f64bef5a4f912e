import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOracleSeed } from '../../src/cli/moving/import/database/openOracleSeed.ts';
import { readSeed } from '../../src/cli/moving/import/database/readSeed.ts';
import type { OracleLogin } from '../../src/databases/oracle/oracleClient.ts';
import { accountAt } from '../support/apiAccount.ts';
import { facePhotos } from '../support/images/facePhotos.ts';
import { OldAccount } from '../support/oldServer/oldState.ts';
import { h2Client } from './oracle/support/h2/h2Client.ts';
import { H2Process, needsH2 } from './oracle/support/h2/h2Process.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Outcome, serve } from './support/commandLine.ts';
import { seedTables } from './support/seedTables.ts';

const ACCOUNT_ID = '7f7d4a0a-6b3c-4d1e-9f2a-3b4c5d6e7f80';
const folder = mkdtempSync(join(tmpdir(), 'luna-import-db-'));
const SETTINGS = { DATA_DIR: join(folder, 'data'), VISION_WORKERS: '1', LUNA_PASSWORD: 'secret:word' };

/** One person has the portrait in a folder, one in the image store, one nowhere; 1 200 have none, which is more than a page. */
function makeAccount(email: string): OldAccount {
  const account = new OldAccount(email, 'secret:word', 'Old "Ä"');
  account.addToken('door');
  account.addToken('without a value of its own');
  const guests = account.addList('persons', 'guests');
  account.addList('descriptors', 'faces');
  for (let index = 0; index < 1203; index++) {
    const person = account.addPerson(
      index % 2 === 0 ? `person '${index}' 👩` : '',
      index % 3 === 0 ? `id-${index}` : null,
    );
    if (index % 2 === 0) guests.members.add(person.id);
    if (index < 3) account.addDescriptor(undefined, undefined, person);
  }
  return account;
}

const summaryOf = ({ stdout, stderr }: Outcome) => {
  expect(stdout, stderr).not.toBe('');
  return JSON.parse(stdout);
};

describe('on Postgres', () => {
  const account = makeAccount('tables@example.com');
  const name = `seed_${process.pid}`;
  const url = new URL(process.env.TEST_POSTGRES_URL ?? 'postgres://none');
  const faces = [...account.descriptors.keys()];
  const portraits = join(folder, 'portraits');
  const asked: string[] = [];
  let images: Server;
  let bucket: string;

  async function onPostgres(database: string, ...statements: readonly string[]): Promise<void> {
    const client = new pg.Client({ connectionString: new URL(`/${database}`, url).href });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  }

  const importIt = (...more: string[]) => {
    const address = new URL(`/${name}`, url).href;
    const files = ['--journal', join(folder, 'i.jsonl'), '--json', '--self-match', '5', '--rate', '200'];
    return run(['import', '--from-db', address, ...files, ...more], SETTINGS);
  };

  beforeAll(async () => {
    await onPostgres(url.pathname.slice(1), `create database ${name}`);
    await onPostgres(name, ...seedTables('postgres', ACCOUNT_ID, account));
    const [one, two] = await facePhotos(2);
    mkdirSync(portraits);
    writeFileSync(join(portraits, `${faces[0]}.jpg`), one ?? '');
    images = createServer((request, answer) => {
      asked.push(request.url ?? '');
      if (request.url === `/1/buckets/portraits/images/${faces[1]}`) {
        answer.writeHead(200, { 'Content-Type': 'image/jpeg' }).end(two);
      } else answer.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error_code":13003}');
    }).listen(0, '127.0.0.1');
    await once(images, 'listening');
    bucket = `http://127.0.0.1:${(images.address() as AddressInfo).port}/1/buckets/portraits`;
  });
  afterAll(async () => {
    images?.close();
    await onPostgres(url.pathname.slice(1), `drop database if exists ${name}`);
    rmSync(folder, { recursive: true, force: true });
  });

  it('brings account, tokens, lists, persons, links and handlers; portraits of a folder and of the image store', async () => {
    const several = await importIt();
    expect(several).toMatchObject({ code: 2, stderr: expect.stringContaining('--db-account') });
    const args = ['--db-account', 'Tables@example.com', '--portraits', portraits, '--image-store', bucket];
    const dry = await importIt(...args, '--dry-run');
    expect(summaryOf(dry)).toMatchObject({ tokens: 2, lists: 2, new_persons: 1203, new_descriptors: 3 });
    const outcome = await importIt(...args, '--accept-faceless');
    expect(summaryOf(outcome)).toMatchObject({ complete: true, differences: 0, faceless: 1 });
    expect(outcome.code).toBe(0);
    expect(new Set(asked)).toEqual(new Set([faces[1], faces[2]].map((id) => `/1/buckets/portraits/images/${id}`)));

    const here = await serve(SETTINGS);
    try {
      const [token = ''] = [...account.tokens.keys()].slice(1);
      const api = accountAt(() => here.url, token);
      const persons = await api.all('/storage/persons', 'persons');
      const old = [...account.persons.values()].reverse();
      expect(
        persons.map(({ id, create_time, external_id, user_data }) => ({ id, create_time, external_id, user_data })),
      ).toEqual(
        old.map(({ id, create_time, external_id, user_data }) => ({ id, create_time, external_id, user_data })),
      );
      for (const person of persons) expect(person.lists).toEqual(account.listsOf(person.id));
      expect(persons.at(-2)?.descriptors).toEqual([faces[1]]);
      expect(await api.call('GET', '/storage/lists')).toMatchObject({
        lists: {
          person_lists: [{ list_data: 'guests', count: 602 }],
          descriptor_lists: [{ list_data: 'faces', count: 0 }],
        },
      });
      expect(await api.call('GET', '/handlers/identify')).toMatchObject({
        handler_id: '0f0e0d0c-1234-4abc-8def-00112233aabb',
        version: 4,
      });
    } finally {
      await here.end('SIGTERM');
    }
    const report = JSON.parse(readFileSync(join(folder, 'i.report.json'), 'utf8'));
    expect(report.problems).toMatchObject([{ kind: 'list', reason: expect.stringContaining('it is empty here') }]);
    expect(report.from).not.toContain('secret');
  });

  it('a second run brings what has changed', async () => {
    const [first, second] = [...account.persons.values()];
    await onPostgres(
      name,
      `update person set user_data = 'renamed' where person_id = '${first?.id}'`,
      `delete from person where person_id = '${second?.id.toUpperCase()}'`,
    );
    const args = ['--db-account', ACCOUNT_ID, '--portraits', portraits, '--image-store', bucket, '--accept-faceless'];
    const outcome = await importIt(...args);
    expect(summaryOf(outcome)).toMatchObject({
      ...{ complete: true, differences: 0 },
      changes: { changed_persons: 1, removed_persons: 1, new_persons: 0, new_descriptors: 0 },
    });
  });

  it('says what is wrong with the database', async () => {
    const empty = `${name}_empty`;
    await onPostgres(url.pathname.slice(1), `create database ${empty}`);
    try {
      const journal = ['--journal', join(folder, 'other.jsonl')];
      const at = (address: string) => run(['import', '--from-db', address, ...journal], SETTINGS);
      expect(await at(new URL(`/${empty}`, url).href)).toMatchObject({
        ...{ code: 6, stderr: expect.stringContaining('it is no database of Backport 3') },
      });
      expect(await at('postgres://u:hidden@127.0.0.1:1/none')).toMatchObject({
        ...{ code: 6, stderr: expect.not.stringContaining('hidden') },
      });
      expect(await at('mysql://127.0.0.1/none')).toMatchObject({ code: 2 });
    } finally {
      await onPostgres(url.pathname.slice(1), `drop database ${empty}`);
    }
  });
});

describe('on Oracle, as H2 stands in for it', needsH2(), () => {
  const account = makeAccount('oracle@example.com');
  let h2: H2Process;
  beforeAll(async () => {
    h2 = new H2Process();
    const connection = await h2Client(h2).getConnection({} as OracleLogin);
    const options = { autoCommit: true, fetchTypeHandler: () => undefined };
    for (const statement of seedTables('oracle', ACCOUNT_ID, account)) await connection.execute(statement, [], options);
    await connection.close();
  });
  afterAll(() => h2?.stop());

  it('reads the same', async () => {
    const database = await openOracleSeed(new URL('oracle://luna:secret@db/ORCLPDB1'), h2Client(h2));
    const { account: found, inventory } = await readSeed(database, account.email);
    await database.close();
    expect(found).toMatchObject({ email: account.email, organization_name: account.organizationName });
    const old = [...account.persons.values()].reverse();
    expect([...inventory.persons]).toEqual(
      old.map((person) => [
        person.id,
        {
          ...{ userData: person.user_data, externalId: person.external_id, createTime: person.create_time },
          ...{ descriptors: person.descriptors, lists: account.listsOf(person.id) },
        },
      ]),
    );
    expect([...inventory.tokens.values()]).toEqual(expect.arrayContaining([...account.tokens.values()]));
    expect([...inventory.lists.values()].map(({ listData }) => listData)).toEqual(['guests', 'faces']);
    expect(inventory.handlers).toMatchObject([
      { kind: 'identify', version: 4, policies: { match_policy: { limit: 3 } } },
    ]);
  });
});
