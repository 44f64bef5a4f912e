import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/freePort.ts';
import { testModels } from '../support/models.ts';
import { needs } from '../support/run/needs.ts';
import { runInHost as run } from './support/commandHost/runInHost.ts';
import { type Outcome, type Serving, serve } from './support/commandLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'luna-doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly found: string;
  readonly todo?: string;
}

const doctor = (settings: Record<string, string>) => run(['doctor', '--json'], settings);
const findingsOf = ({ stdout }: Outcome): readonly Finding[] => JSON.parse(stdout);
const one = (outcome: Outcome, check: string) => findingsOf(outcome).find((finding) => finding.check === check);
const contentOf = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

it('a place where nothing runs yet is well, and nothing is made there', async () => {
  const DATA_DIR = join(folder, 'new');
  const outcome = await doctor({ DATA_DIR, PORT: String(await freePort()) });
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(findingsOf(outcome).map(({ check }) => check)).toEqual([
    'data folder',
    'memory',
    'models',
    'database',
    'port',
  ]);
  expect(() => statSync(DATA_DIR)).toThrow();
});

it('damaged weights, a file for a folder and a foreign port are bad, each with what to do', async () => {
  const MODELS_DIR = join(folder, 'models');
  cpSync((await testModels()).root, MODELS_DIR, { recursive: true });
  const [weights = ''] = contentOf(MODELS_DIR).filter((name) => name.startsWith('prepared/') && name.endsWith('.onnx'));
  writeFileSync(join(MODELS_DIR, weights), 'x');
  const DATA_DIR = join(folder, 'file');
  writeFileSync(DATA_DIR, '');
  const foreign = createServer((_, response) => response.writeHead(404).end());
  const port = await freePort();
  await new Promise<void>((resolve) => foreign.listen(port, '127.0.0.1', resolve));
  const outcome = await doctor({ DATA_DIR, MODELS_DIR, PORT: String(port) });
  foreign.close();
  expect(outcome).toMatchObject({ code: 7, stderr: expect.stringContaining('3 of') });
  expect(one(outcome, 'models')).toMatchObject({ state: 'bad', todo: expect.stringContaining('models pull') });
  expect(one(outcome, 'data folder')).toMatchObject({ state: 'bad' });
  expect(one(outcome, 'port')).toMatchObject({ state: 'bad', found: expect.stringContaining('another service') });
});

describe('beside a server', () => {
  const DATA_DIR = join(folder, 'served');
  let server: Serving;
  let PORT: string;
  beforeAll(async () => {
    PORT = String(await freePort());
    server = await serve({ DATA_DIR, PORT });
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
  });

  it('asks it for the schema and whether it is ready, and changes nothing', async () => {
    const before = contentOf(DATA_DIR).filter((name) => !name.startsWith('database'));
    const outcome = await doctor({ DATA_DIR, PORT });
    expect(one(outcome, 'database')).toMatchObject({ state: 'ok', found: 'embedded, its server answers' });
    expect(one(outcome, 'schema')).toMatchObject({ state: 'ok' });
    expect(one(outcome, 'port')?.found).toContain('is ready');
    expect(contentOf(DATA_DIR).filter((name) => !name.startsWith('database'))).toEqual(before);
    chmodSync(DATA_DIR, 0o755);
    expect(one(await doctor({ DATA_DIR, PORT }), 'data folder')).toMatchObject({
      state: 'warning',
      todo: `chmod 0700 ${DATA_DIR}`,
    });
  });
});

const url = process.env.TEST_POSTGRES_URL;
describe('with Postgres', needs(url, 'no Postgres server is given'), () => {
  const settings = { DATA_DIR: join(folder, 'postgres'), DB_TYPE: 'postgres', DB_DSN: url ?? '' };
  beforeAll(() => mkdirSync(settings.DATA_DIR, { mode: 0o700 }));

  it('looks at hosts, settings, rights, schema and clock, and makes no tables', async () => {
    const outcome = await doctor(settings);
    const well = ['encoding', 'connections', 'rights', 'clock'].map((check) =>
      expect.objectContaining({ check, state: 'ok' }),
    );
    const hosts = expect.objectContaining({ check: expect.stringMatching(/^database host/), state: 'ok' });
    expect(findingsOf(outcome)).toEqual(expect.arrayContaining([...well, hosts]));
  });

  it('a database that is out of reach is bad', async () => {
    const port = await freePort();
    const outcome = await doctor({ ...settings, DB_DSN: `postgres://nobody@127.0.0.1:${port}/none` });
    expect(outcome.code).toBe(7);
    expect(one(outcome, `database host 127.0.0.1:${port}`)).toMatchObject({ state: 'bad' });
    expect(one(outcome, 'database')).toMatchObject({ state: 'bad' });
  });
});
